// Every reply that reached a Send API, with its time and the process that sent it.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "tests/end_to_end/send_apis.hpp"

namespace motcua::tests {

struct HeardReply {
    std::string user;
    std::string text;
    std::string reference;
    std::string run;
    std::chrono::steady_clock::time_point at;
};

/// Listens to `platforms`, which must outlive it. Safe to use from several threads at once.
class Ears {
  public:
    explicit Ears(SendApis& platforms) : platforms_(platforms) {
        platforms_.answer_with([this](const SentReply& reply, const gateway::Respond& respond) {
            hear(reply);
            SendApis::accepted(reply, respond);
        });
    }
    ~Ears() { platforms_.accept_all(); }
    Ears& operator=(Ears&&) = delete;  // neither copied nor moved

    std::vector<HeardReply> heard() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    /// Called with each reply before it is answered; must be quick.
    void tell(std::function<void(const HeardReply&)> listener) {
        const std::lock_guard lock(mutex_);
        listener_ = std::move(listener);
    }

  private:
    void hear(const SentReply& reply) {
        std::function<void(const HeardReply&)> listener;
        HeardReply heard{reply.user, reply.text, reply.reference, reply.run, std::chrono::steady_clock::now()};
        {
            const std::lock_guard lock(mutex_);
            heard_.push_back(heard);
            listener = listener_;
        }
        if (listener) listener(heard);
    }

    SendApis& platforms_;
    mutable std::mutex mutex_;
    std::vector<HeardReply> heard_;
    std::function<void(const HeardReply&)> listener_;
};

}  // namespace motcua::tests
