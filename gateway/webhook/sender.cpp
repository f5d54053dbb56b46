// The loop of one delivering thread, and what each fate means for a part.
#include "gateway/webhook/sender.hpp"

#include <algorithm>
#include <utility>

namespace motcua::gateway {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr milliseconds patience{200};
constexpr milliseconds stale_margin{1000};  // between the outbox's clock and the age of a part

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
    return fate == adapters::Fate::retry || fate == adapters::Fate::rate_limited || fate == adapters::Fate::token_expired;
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

void Senders::give_up(const adapters::TakenPart& taken, std::string_view reason) {
    observer_.gave_up(taken.envelope.channel, reason);
    if (!outbox_.dead(taken, std::string(reason))) observer_.failed("dead");
}

std::string_view Senders::hindrance_of(const adapters::TakenPart& taken) const {
    if (channels_.count(taken.envelope.channel) == 0) return "no_channel";
    if (age_of(taken) > settings_.age_limit) return "too_old";
    if (taken.unsure >= settings_.ambiguous_attempts) return "unconfirmed";
    // Of a part from before the clock was kept: the event that it answers came before it.
    const bool known = taken.last_inbound != adapters::TimePoint{};
    const SendWindow window =
        send_window(taken.envelope.channel, known ? taken.last_inbound : taken.created_at, adapters::Clock::now());
    observer_.stood_in(taken.envelope.channel, window);
    return window == SendWindow::closed ? "window_closed" : "";
}

void Senders::deliver(const adapters::TakenPart& taken, unsigned& random) {
    if (const std::string_view hindrance = hindrance_of(taken); !hindrance.empty()) return give_up(taken, hindrance);
    const adapters::Delivery delivery = channels_.at(taken.envelope.channel)->deliver(taken);
    observer_.delivered(taken.envelope.channel, delivery.fate, age_of(taken));
    settle(taken, delivery, random);
}

void Senders::let_rest(const adapters::TakenPart& taken, const adapters::Delivery& delivery, milliseconds delay) {
    using adapters::Fate;
    const bool is_limit = delivery.fate == Fate::rate_limited;
    const bool is_token = delivery.fate == Fate::token_expired;
    const milliseconds asked = is_limit || is_token ? std::max(delivery.retry_after, delay) : delivery.retry_after;
    if (asked <= milliseconds::zero()) return;
    const milliseconds pause = std::min<milliseconds>(asked, settings_.longest_pause);
    const PauseCause cause = is_token ? PauseCause::token : is_limit ? PauseCause::limit : PauseCause::usage;
    outbox_.pause(taken.envelope.channel, taken.envelope.account, pause, settings_.age_limit + stale_margin);
    observer_.paused(taken.envelope.channel, taken.envelope.account, cause, pause);
}

void Senders::settle(const adapters::TakenPart& taken, const adapters::Delivery& delivery, unsigned& random) {
    using adapters::Fate;
    milliseconds delay = std::max(delivery.retry_after, delay_for(taken.attempt, random));
    let_rest(taken, delivery, delay);
    if (delivery.fate == Fate::sent) {
        if (!outbox_.sent(taken, delivery.platform_message_id)) observer_.failed("sent");
        return;
    }
    if (delivery.fate == Fate::misconfigured) {
        observer_.alarmed(taken.envelope.channel, taken.envelope.account, delivery.reason);
    }
    if (delivery.fate == Fate::ambiguous) {
        const bool echoes = !taken.part.reference.empty();
        if (!echoes && taken.unsure + 1 >= settings_.ambiguous_attempts) return give_up(taken, delivery.reason);
        if (echoes) delay = std::max(delay, settings_.echo_wait);
        if (!outbox_.unsure(taken, delay, delivery.reason)) observer_.failed("retry");
        return;
    }
    const int most = delivery.tries > 0 ? std::min(delivery.tries, settings_.attempts) : settings_.attempts;
    const bool is_worn_out = delivery.fate != Fate::rate_limited && taken.attempt >= most;
    if (!may_repeat(delivery.fate) || is_worn_out) return give_up(taken, delivery.reason);
    if (!outbox_.retry(taken, delay, delivery.reason)) observer_.failed("retry");
}

}  // namespace motcua::gateway
