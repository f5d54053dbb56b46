// Where the gateway under load listens, also after it was restarted.
#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>

#include "adapters/http_client.hpp"
#include "intents/incoming_message.hpp"

namespace motcua::gateway {

/// Safe to call from several threads at once.
class Target {
  public:
    /// `http://HOST:PORT`, or the file that `serve --port-file` writes: read again whenever it changes.
    explicit Target(std::string where);

    /// Empty while the file is not there. The paths are Motcua's: /webhook/zalo, /webhook/messenger.
    std::string webhook(intents::ChannelKind channel) const;
    /// True as soon as something answers there.
    bool answers_within(adapters::HttpClient& client, std::chrono::seconds limit) const;

  private:
    std::string origin() const;

    const std::string where_;
    const bool is_url_;
    mutable std::mutex mutex_;
    mutable std::filesystem::file_time_type read_at_{};
    mutable std::string origin_;
};

}  // namespace motcua::gateway
