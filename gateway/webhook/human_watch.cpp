// Takes the conversation back, then says so.
#include "gateway/webhook/human_watch.hpp"

#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::size_t most_at_once = 100;
constexpr std::chrono::hours window{24};  // later no platform surely lets us write, and it helps nobody (messenger 5.6)

}  // namespace

HumanWatch::HumanWatch(adapters::HumanDesk& desk, Channels channels, kb::Reply nobody_came, HumanWatchObserver& observer,
                       std::chrono::milliseconds period)
    : desk_(desk),
      channels_(std::move(channels)),
      nobody_came_(std::move(nobody_came)),
      observer_(observer),
      period_(period) {}

HumanWatch::~HumanWatch() { stop(); }

void HumanWatch::start() {
    thread_ = std::thread([this] { run(); });
}

void HumanWatch::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void HumanWatch::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        look(adapters::Clock::now());
        lock.lock();
        changed_.wait_for(lock, period_, [this] { return stopping_; });
    }
}

void HumanWatch::look(adapters::TimePoint now) {
    const auto waiting = desk_.unattended(most_at_once);
    if (!waiting) return observer_.failed("human_desk");
    for (const intents::Envelope& envelope : *waiting) give_up(envelope, now);
}

void HumanWatch::give_up(const intents::Envelope& envelope, adapters::TimePoint now) {
    std::vector<adapters::OutgoingPart> parts;
    const auto channel = channels_.find(envelope.channel);
    if (channel != channels_.end() && now - adapters::TimePoint(envelope.sent_at) < window) {
        parts = channel->second->take_back(envelope);
        for (adapters::OutgoingPart& part : channel->second->compose(envelope, {nobody_came_})) {
            parts.push_back(std::move(part));
        }
    }
    if (!desk_.give_up_waiting(envelope, parts)) return observer_.failed("human_desk");
    observer_.nobody_came(envelope.channel);
}

}  // namespace motcua::gateway
