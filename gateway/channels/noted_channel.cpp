// Which events and fates are worth a note.
#include "gateway/channels/noted_channel.hpp"

#include <chrono>

namespace motcua::gateway {
namespace {

/// A citizen who blocked us or went silent is no fault of the account.
bool is_of_the_account(adapters::Fate fate) noexcept {
    using adapters::Fate;
    return fate == Fate::retry || fate == Fate::rate_limited || fate == Fate::ambiguous || fate == Fate::token_expired ||
           fate == Fate::misconfigured;
}

}  // namespace

std::vector<adapters::ChannelEvent> NotedChannel::events_of(std::string_view body) const {
    std::vector<adapters::ChannelEvent> events = channel_.events_of(body);
    const auto now = std::chrono::system_clock::now();
    for (const adapters::ChannelEvent& event : events) {
        const std::string& account = event.message.envelope.account;
        if (!account.empty()) notes_.heard(channel_.kind(), account, now);
    }
    return events;
}

adapters::Delivery NotedChannel::deliver(const adapters::TakenPart& part) {
    adapters::Delivery delivery = channel_.deliver(part);
    const auto now = std::chrono::system_clock::now();
    const std::string& account = part.envelope.account;
    if (delivery.fate == adapters::Fate::sent) {
        notes_.sent(channel_.kind(), account, now);
    } else if (is_of_the_account(delivery.fate)) {
        notes_.failed(channel_.kind(), account, delivery.reason, now);
    }
    return delivery;
}

}  // namespace motcua::gateway
