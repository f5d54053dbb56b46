// The yardstick: the least that a Beast server can do, in a process of its own.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace motcua::tests {

/// Reads each request whole and answers 200 "ok"; a POST to a Send API's path gets what Zalo answers. One thread.
/// Start it before any thread of this process; it ends with the object.
class BareServer {
  public:
    /// Throws std::runtime_error when no process can be made.
    BareServer();
    ~BareServer();
    BareServer& operator=(BareServer&&) = delete;  // neither copied nor moved

    std::uint16_t port() const noexcept { return port_; }

  private:
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace motcua::tests
