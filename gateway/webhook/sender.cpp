// The loop of one delivering thread, and what each fate means for a part.
#include "gateway/webhook/sender.hpp"

#include <algorithm>
#include <utility>

namespace motcua::gateway {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr milliseconds patience{200};

milliseconds age_of(const adapters::TakenPart& taken) {
    return duration_cast<milliseconds>(adapters::Clock::now() - taken.created_at);
}

/// xorshift: jitter needs no better randomness.
unsigned next(unsigned& state) noexcept {
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    return state;
}

bool may_repeat(adapters::Fate fate) noexcept {
    return fate == adapters::Fate::retry || fate == adapters::Fate::rate_limited || fate == adapters::Fate::ambiguous ||
           fate == adapters::Fate::token_expired;
}

}  // namespace

Senders::Senders(adapters::Outbox& outbox, Channels channels, SenderSettings settings, SenderObserver& observer)
    : outbox_(outbox), channels_(std::move(channels)), settings_(settings), observer_(observer) {}

Senders::~Senders() { stop(); }

void Senders::start() {
    for (int i = 0; i < settings_.threads; ++i) {
        threads_.emplace_back([this, seed = 2463534242U + static_cast<unsigned>(i)] { run(seed); });
    }
}

void Senders::stop() {
    stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Senders::run(unsigned seed) {
    while (!stopping_) {
        const auto taken = outbox_.take(patience);
        if (!taken) {
            observer_.failed("outbox");
            std::this_thread::sleep_for(patience);
            continue;
        }
        if (*taken) deliver(**taken, seed);
    }
}

milliseconds Senders::delay_for(int attempt, unsigned& random) const {
    const int doublings = std::clamp(attempt - 1, 0, 16);
    const auto full = std::min(settings_.longest_delay, milliseconds(settings_.first_delay.count() << doublings));
    return full / 2 + milliseconds(next(random) % static_cast<unsigned>(full.count() / 2 + 1));
}

void Senders::deliver(const adapters::TakenPart& taken, unsigned& random) {
    const intents::ChannelKind kind = taken.envelope.channel;
    const auto give_up = [&](const std::string& reason) {
        observer_.gave_up(kind, reason);
        if (!outbox_.dead(taken, reason)) observer_.failed("dead");
    };
    const auto channel = channels_.find(kind);
    if (channel == channels_.end()) return give_up("no_channel");
    if (age_of(taken) > settings_.age_limit) return give_up("too_old");
    const adapters::Delivery delivery = channel->second->deliver(taken);
    observer_.delivered(kind, delivery.fate, age_of(taken));
    if (delivery.fate == adapters::Fate::sent) {
        if (!outbox_.sent(taken, delivery.platform_message_id)) observer_.failed("sent");
        return;
    }
    const int most = delivery.fate == adapters::Fate::ambiguous ? settings_.ambiguous_attempts : settings_.attempts;
    if (!may_repeat(delivery.fate) || taken.attempt >= most) return give_up(delivery.reason);
    const milliseconds delay = std::max(delivery.retry_after, delay_for(taken.attempt, random));
    if (!outbox_.retry(taken, delay, delivery.reason)) observer_.failed("retry");
}

}  // namespace motcua::gateway
