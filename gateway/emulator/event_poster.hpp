// Posts events to the gateway's webhook on its own threads, each citizen's in order.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "adapters/http_client.hpp"

namespace motcua::gateway {

struct PostResult {
    int status = 0;  // HTTP; 0: no answer
    std::string body;
    std::string problem;  // "no_connection", "no_answer", "bad_request", "too_large", "stopped", "too_busy"
    std::chrono::steady_clock::time_point started;  // of this attempt; the epoch: it was not made
    std::chrono::microseconds took{0};
    int attempt = 1;    // given by EventCourier: 1, 2, …
    bool last = false;  // the same: no other attempt follows
};

/// Safe to call from several threads at once. The client must outlive it.
class EventPoster {
  public:
    using Done = std::function<void(const PostResult&)>;

    EventPoster(adapters::HttpClient& client, std::size_t lanes);
    ~EventPoster();
    EventPoster& operator=(EventPoster&&) = delete;  // neither copied nor moved

    /// Requests of the same `person` go one after the other. `done` is called exactly once, from a poster's
    /// thread, or from the caller's when 1000 wait in that lane or stop() has been called.
    void post(const std::string& person, adapters::HttpRequest request, Done done);
    /// Ends the calls under way, gives up the rest. A second call does nothing.
    void stop();

  private:
    struct Job {
        adapters::HttpRequest request;
        Done done;
    };
    struct Lane {
        std::mutex mutex;
        std::condition_variable filled;
        std::deque<Job> jobs;
        bool stopped = false;
        std::thread thread;
    };

    void run(Lane& lane);
    PostResult result_of(const adapters::HttpRequest& request) const;

    adapters::HttpClient& client_;
    std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace motcua::gateway
