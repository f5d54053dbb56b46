// Reads x-business-use-case-usage and x-app-usage.
#include "adapters/messenger/messenger_usage.hpp"

#include <algorithm>
#include <charconv>

#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

using namespace std::chrono_literals;

constexpr int full = 100;  // per cent

/// The whole part of a number; zero for anything else.
int whole_part(const WireNode& node) noexcept {
    int value = 0;
    if (node.is(WireNode::Kind::number))
        std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
    return value;
}

bool is_full(const WireNode& usage) noexcept {
    return std::max({whole_part(usage["call_count"]), whole_part(usage["total_time"]),
                     whole_part(usage["total_cputime"])}) >= full;
}

std::chrono::minutes pause_of(const WireNode& usage) noexcept {
    constexpr int a_day = 24 * 60;
    const int minutes = whole_part(usage["estimated_time_to_regain_access"]);
    if (!is_full(usage) && minutes <= 0) return 0min;
    return std::chrono::minutes(std::clamp(minutes, 1, a_day));
}

}  // namespace

std::chrono::milliseconds pause_from_usage(const HttpResponse& response) {
    std::chrono::minutes longest{0};
    const auto app = read_wire_json(response.header("x-app-usage"));
    if (app) longest = std::max(longest, pause_of(*app));
    const auto business = read_wire_json(response.header("x-business-use-case-usage"));
    if (!business) return longest;
    for (const WireNode& account : business->children) {
        for (const WireNode& usage : account.children) longest = std::max(longest, pause_of(usage));
    }
    return longest;
}

}  // namespace motcua::adapters
