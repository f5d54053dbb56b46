// The Authorization header, made of secrets that lie in files.
#pragma once

#include <mutex>
#include <string>

#include "adapters/elasticsearch/transport_settings.hpp"

namespace motcua::adapters::elasticsearch {

/// Thread-safe. Nothing here puts a secret into an error.
class Credentials {
  public:
    /// Throws std::runtime_error when a file that is named cannot be read or holds no usable secret.
    explicit Credentials(const TransportSettings& settings);

    /// "Authorization: ApiKey …" or "Authorization: Basic …"; empty when none are set.
    std::string header() const;

    /// After `refused` was refused: reads the file again. True when there is another header now, be it that
    /// another thread was faster. A file that cannot be read leaves the old secret.
    bool renew(const std::string& refused);

  private:
    std::string api_key_file_;
    std::string user_;
    std::string password_file_;
    mutable std::mutex mutex_;
    std::string header_;
};

}  // namespace motcua::adapters::elasticsearch
