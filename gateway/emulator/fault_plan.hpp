// Which faults the emulated platforms play, how often, and how their delivery rules are compressed.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace motcua::gateway {

/// On the way to the gateway. Each rate is the share of a citizen's events that it meets, 0 to 1.
struct EventFaults {
    double duplicate = 0;  // posted twice
    double reorder = 0;    // held back until the citizen's next event has gone, or reorder_time is over
    double batch = 0;      // Messenger only: waits batch_time for others and goes with them in one POST
    std::chrono::milliseconds reorder_time{1000};
    std::chrono::milliseconds batch_time{100};
    std::size_t batch_most = 20;
};

/// When an event that was not acknowledged comes again, and when the platform gives the gateway up.
struct DeliveryRules {
    std::chrono::milliseconds zalo_deadline{2000};       // zalo-oa 3
    std::chrono::milliseconds messenger_deadline{5000};  // messenger 4
    int compression = 1;      // waits of the ladder are divided by it
    bool unsubscribe = true;  // after the last try of an event
};

enum class SendFault {
    none,
    rate_limit,     // refused with the platform's error and its rate headers
    slow,           // delivered, answered late
    half_open,      // not delivered; the connection is silent, then closed
    reset,          // not delivered; the connection is reset
    error_page,     // not delivered; HTTP 502 with a page of HTML
    lost_answer,    // delivered; the connection is silent, then closed
    token_expired,  // refused, though the token is good
};
inline constexpr std::array all_send_faults{SendFault::rate_limit, SendFault::slow,        SendFault::half_open,
                                            SendFault::reset,      SendFault::error_page,  SendFault::lost_answer,
                                            SendFault::token_expired};
std::string_view name_of(SendFault fault) noexcept;

/// Rates are shares of the calls of the Send APIs; their sum is at most 1.
struct SendFaults {
    std::array<double, all_send_faults.size()> rates{};  // in the order of all_send_faults
    std::chrono::seconds rate_limit_pause{1};            // in Retry-After, and in the usage headers from 60 s on
    std::chrono::milliseconds slow_time{1000};
    std::chrono::milliseconds half_open_time{16'000};    // longer than the 15 s that clients wait
    std::chrono::milliseconds lost_answer_time{16'000};
    std::size_t most_in_a_row = 0;  // faults that one citizen's calls meet one after the other; 0: no bound
};

struct OauthFaults {
    double lost_answer = 0;       // the new pair is made, the old one dies, and nobody is told
    bool refuse_reuse = true;     // a refresh token works once, as the real one; else it works until the next is used
    std::chrono::seconds token_life{0};  // of access tokens; 0: as the emulated account says
};

struct FaultPlan {
    EventFaults events;
    DeliveryRules delivery;
    SendFaults sends;
    OauthFaults oauth;
    std::chrono::milliseconds clock_skew{0};  // the platform's clock minus ours
};

}  // namespace motcua::gateway
