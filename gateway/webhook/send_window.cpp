// The lengths of the windows.
#include "gateway/webhook/send_window.hpp"

namespace motcua::gateway {
namespace {

using std::chrono::hours;

constexpr std::chrono::minutes margin{5};

struct Lengths {
    adapters::Clock::duration open;
    adapters::Clock::duration taken;
};

constexpr Lengths lengths_of(intents::ChannelKind channel) noexcept {
    switch (channel) {
        case intents::ChannelKind::zalo: return {hours(48), hours(7 * 24)};
        case intents::ChannelKind::messenger: return {hours(24), hours(24)};
        case intents::ChannelKind::web: break;
    }
    return {adapters::Clock::duration::max(), adapters::Clock::duration::max()};
}

}  // namespace

std::string_view name_of(SendWindow window) noexcept {
    switch (window) {
        case SendWindow::open: return "open";
        case SendWindow::charged: return "charged";
        case SendWindow::closed: return "closed";
    }
    return "closed";
}

SendWindow send_window(intents::ChannelKind channel, adapters::TimePoint last_inbound, adapters::TimePoint now) noexcept {
    const Lengths lengths = lengths_of(channel);
    const auto silence = now - last_inbound;
    if (silence < lengths.open - margin) return SendWindow::open;
    return silence < lengths.taken - margin ? SendWindow::charged : SendWindow::closed;
}

}  // namespace motcua::gateway
