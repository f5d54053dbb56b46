// The public HTTP edge without its library: listens, bounds, refuses, drains. Boost stays inside this folder.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "gateway/http/message.hpp"

namespace motcua::gateway {

struct ListenerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: the system chooses; ask port()
    std::size_t header_bytes = 8192;
    std::size_t body_bytes = 1048576;
    std::chrono::milliseconds header_time{5000};  // from the first byte (or accept) to the end of the header
    std::chrono::milliseconds body_time{5000};
    std::chrono::milliseconds idle_time{15000};    // between two requests of one connection
    std::chrono::milliseconds answer_time{10000};  // for the handler; then 503
    std::size_t connections = 1024;                // the next one is closed at once
    std::size_t connections_per_peer = 256;
    int threads = 1;
};

/// Counters of one listener; read at any time from any thread.
struct ListenerCounts {
    std::uint64_t accepted = 0;
    std::uint64_t refused_connections = 0;  // over a cap
    std::uint64_t requests = 0;
    std::uint64_t bad_requests = 0;  // refused before a handler saw them
    std::uint64_t timeouts = 0;
    std::uint64_t open = 0;
};

/// An HTTP/1.1 server. start() binds and serves on its own threads; stop() drains: no new connection,
/// requests that are being answered end, idle connections close, all within `grace`, then everything is
/// closed. The handler must be safe to call from several threads at once, must not block for long (it runs on
/// the listener's threads) and must outlive the listener; its Request lives only as long as the call. A
/// Respond may be kept and called from any thread, even after the listener is gone; only its first call
/// counts. A Respond that is dropped uncalled answers 500, and so does a handler that throws.
class Listener {
  public:
    Listener(ListenerSettings settings, Handler handler);
    ~Listener();
    Listener& operator=(Listener&&) = delete;  // neither copied nor moved

    /// Throws std::runtime_error with address and reason when it cannot bind.
    void start();
    std::uint16_t port() const noexcept;
    /// Blocks until all threads have ended. Never call it from a handler. A second call does nothing.
    void stop(std::chrono::milliseconds grace);
    ListenerCounts counts() const noexcept;

  private:
    struct Server;
    std::shared_ptr<Server> server_;
};

}  // namespace motcua::gateway
