// Lanes of posts: one thread each, a person always in the same one.
#include "gateway/emulator/event_poster.hpp"

#include <algorithm>
#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::size_t most_posts_waiting = 1000;

std::string word_for(adapters::HttpFault fault) {
    switch (fault) {
        case adapters::HttpFault::not_sent: return "no_connection";
        case adapters::HttpFault::ambiguous: return "no_answer";
        case adapters::HttpFault::bad_request: return "bad_request";
        case adapters::HttpFault::too_large: return "too_large";
    }
    return "no_answer";
}

PostResult given_up(const char* why) {
    PostResult result;
    result.problem = why;
    return result;
}

}  // namespace

EventPoster::EventPoster(adapters::HttpClient& client, std::size_t lanes) : client_(client) {
    for (std::size_t i = 0; i < std::max<std::size_t>(lanes, 1); ++i) {
        lanes_.push_back(std::make_unique<Lane>());
        Lane& lane = *lanes_.back();
        lane.thread = std::thread([this, &lane] { run(lane); });
    }
}

EventPoster::~EventPoster() { stop(); }

void EventPoster::post(const std::string& person, adapters::HttpRequest request, Done done) {
    Lane& lane = *lanes_[std::hash<std::string>{}(person) % lanes_.size()];
    const char* refusal = nullptr;
    {
        const std::lock_guard lock(lane.mutex);
        refusal = lane.stopped ? "stopped" : lane.jobs.size() >= most_posts_waiting ? "too_busy" : nullptr;
        if (refusal == nullptr) {
            lane.jobs.push_back({std::move(request), std::move(done)});
            lane.filled.notify_one();
            return;
        }
    }
    done(given_up(refusal));
}

PostResult EventPoster::result_of(const adapters::HttpRequest& request) const {
    PostResult result;
    result.started = std::chrono::steady_clock::now();
    if (auto response = client_.send(request)) {
        result.status = response->status;
        result.body = std::move(response->body);
    } else {
        result.problem = word_for(response.error().fault);
    }
    result.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - result.started);
    return result;
}

void EventPoster::run(Lane& lane) {
    std::unique_lock lock(lane.mutex);
    while (true) {
        lane.filled.wait(lock, [&lane] { return lane.stopped || !lane.jobs.empty(); });
        if (lane.jobs.empty()) return;
        const Job job = std::move(lane.jobs.front());
        lane.jobs.pop_front();
        const bool stopped = lane.stopped;
        lock.unlock();
        job.done(stopped ? given_up("stopped") : result_of(job.request));
        lock.lock();
    }
}

void EventPoster::stop() {
    for (const auto& lane : lanes_) {
        const std::lock_guard lock(lane->mutex);
        lane->stopped = true;
        lane->filled.notify_all();
    }
    for (const auto& lane : lanes_) {
        if (lane->thread.joinable()) lane->thread.join();
    }
}

}  // namespace motcua::gateway
