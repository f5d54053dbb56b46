// The real binary, started with settings of its own in a folder of its own, for as long as the object lives.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/bench/load.hpp"

namespace motcua::tests {

class BenchedGateway {
  public:
    /// Runs `binary serve`; replies go to a Send API on `send_api_port`. Throws std::runtime_error when it does not
    /// listen within a minute. `folder` is made, and removed at the end.
    BenchedGateway(const std::string& binary, const std::filesystem::path& folder, const ZaloKeys& keys,
                   std::uint16_t send_api_port);
    ~BenchedGateway();
    BenchedGateway& operator=(BenchedGateway&&) = delete;  // neither copied nor moved

    Target webhook() const { return {"127.0.0.1", port_, "/webhook/zalo"}; }
    /// Resident memory of the process now; 0 when it is not known.
    std::size_t resident_kilobytes() const;
    /// From the start of the process to the open port.
    double start_seconds() const noexcept { return start_seconds_; }

  private:
    void wait_for_port();

    std::filesystem::path folder_;
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
    double start_seconds_ = 0;
};

}  // namespace motcua::tests
