// The I/O thread of a transport: one multi handle, its connections, and the queue in front of them.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/elasticsearch/curl_handle.hpp"

namespace motcua::adapters::elasticsearch {

struct FreeCurlMulti {
    void operator()(void* multi) const noexcept;
};
using CurlMultiPtr = std::unique_ptr<void, FreeCurlMulti>;

struct LoopBounds {
    std::size_t hosts = 1;
    std::size_t connections = 16;
    std::size_t connections_per_host = 8;
    std::size_t waiting = 64;
};

/// Connections live in the multi handle and are kept between tries. Only run() touches libcurl, but for the
/// wake-up.
class CurlLoop {
  public:
    /// Throws std::runtime_error when libcurl cannot be started.
    CurlLoop(CallRules rules, const LoopBounds& bounds);
    /// Ends what is under way as unreachable.
    ~CurlLoop();
    CurlLoop& operator=(CurlLoop&&) = delete;  // neither copied nor moved

    /// Begins the try as soon as there is a connection for it. False, and nothing done, when as many wait as
    /// may. Thread-safe.
    bool hand_over(std::shared_ptr<TryCall> call);

    /// Tries under way or waiting.
    std::size_t unsettled() const noexcept { return unsettled_; }
    std::uint64_t connections_opened() const noexcept { return opened_; }

  private:
    void run();
    void take_in();
    void begin_what_fits();
    void begin(std::shared_ptr<TryCall> call);
    void drop_expired();
    void collect();
    void finish(CurlHandle& handle, int code);
    void pass_on(std::size_t host);
    void give_up_all();
    int patience_ms() const;

    const CallRules rules_;
    const LoopBounds bounds_;
    CurlMultiPtr multi_;
    std::atomic<bool> ending_{false};
    std::atomic<std::size_t> unsettled_{0};
    std::atomic<std::uint64_t> opened_{0};
    std::mutex mutex_;
    std::vector<std::shared_ptr<TryCall>> handed_over_;

    // Of the I/O thread alone.
    std::deque<std::shared_ptr<TryCall>> waiting_;
    std::list<CurlHandle> running_;
    std::vector<std::size_t> running_of_;  // by host
    std::vector<CurlHandlePtr> spare_;
    std::thread thread_;
};

}  // namespace motcua::adapters::elasticsearch
