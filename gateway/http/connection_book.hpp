// Who is connected: caps, counters, and the way to reach every session at the end.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace motcua::gateway {

class Session;

/// Safe to use from several threads at once.
class ConnectionBook {
  public:
    ConnectionBook(std::size_t most, std::size_t most_per_peer)
        : most_(most), most_per_peer_(most_per_peer) {}

    /// Counts one more connection of `peer`, unless a cap is reached. Each true is
    /// followed by one leave().
    bool admit(const std::string& peer);
    void enrol(const std::shared_ptr<Session>& session);
    void leave(const std::string& peer, const Session* session);

    std::vector<std::shared_ptr<Session>> present() const;
    /// True when everybody has left by then.
    bool empty_by(std::chrono::steady_clock::time_point deadline) const;
    std::size_t open() const;

    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> bad_requests{0};
    std::atomic<std::uint64_t> timeouts{0};

  private:
    const std::size_t most_;
    const std::size_t most_per_peer_;
    mutable std::mutex mutex_;
    mutable std::condition_variable left_;
    std::size_t open_ = 0;
    std::unordered_map<std::string, std::size_t> per_peer_;
    std::unordered_map<const Session*, std::weak_ptr<Session>> sessions_;
};

}  // namespace motcua::gateway
