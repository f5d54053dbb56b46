// Every error code of Zalo's appendix, and what the sending makes of it.
#include <catch2/catch.hpp>

#include "adapters/zalo/zalo_errors.hpp"

using namespace motcua::adapters;
using namespace std::chrono_literals;

TEST_CASE("each code of Zalo's appendix has its fate", "[channel][zalo]") {
    struct Row {
        const char* why;
        int code;
        Fate fate;
        int tries;
    };
    const auto row = GENERATE(values<Row>({
        {"calls of a minute are used up: the account rests", -32, Fate::rate_limited, 0},
        {"the account's quota is used up: the account rests", -211, Fate::rate_limited, 0},
        {"an uploaded file lives seven days", -100, Fate::rejected, 0},
        {"the sending failed at Zalo: once more", -200, Fate::retry, 2},
        {"an article is still being made", -214, Fate::retry, 0},
        {"a field is wrong, and stays so", -201, Fate::rejected, 0},
        {"too long, and stays so", -210, Fate::rejected, 0},
        {"a kind of message that there is not", -233, Fate::rejected, 0},
        {"the group is over", -237, Fate::rejected, 0},
        {"an asset was used before", -238, Fate::rejected, 0},
        {"an asset was used before, second code", -241, Fate::rejected, 0},
        {"against the platform's rules: the same words again are worse", -248, Fate::rejected, 0},
        {"this template does not go to a user id", -249, Fate::rejected, 0},
        {"we are not in that group", -403, Fate::rejected, 0},
        {"token", -216, Fate::token_expired, 0},
        {"token, expired", -220, Fate::token_expired, 0},
        {"token, on the other host", -124, Fate::token_expired, 0},
        {"token, seen in live traffic", -401, Fate::token_expired, 0},
        {"token, sign lost", 216, Fate::token_expired, 0},
        {"token, sign lost, second code", 401, Fate::token_expired, 0},
        {"no follower, and has not written", -213, Fate::window_closed, 0},
        {"this person's share is used up", -218, Fate::window_closed, 0},
        {"seven days of silence", -230, Fate::window_closed, 0},
        {"the interaction is too old", -232, Fate::window_closed, 0},
        {"not at night (promotions only)", -234, Fate::window_closed, 0},
        {"blocked us", -217, Fate::recipient_gone, 0},
        {"banned or gone for 45 days", -227, Fate::recipient_gone, 0},
        {"does not want this kind of message", -244, Fate::recipient_gone, 0},
        {"account disabled: no token helps", -204, Fate::misconfigured, 0},
        {"no such account", -205, Fate::misconfigured, 0},
        {"app not activated", -209, Fate::misconfigured, 0},
        {"API not registered", -212, Fate::misconfigured, 0},
        {"app removed", -219, Fate::misconfigured, 0},
        {"account not verified", -221, Fate::misconfigured, 0},
        {"API not authorised", -223, Fate::misconfigured, 0},
        {"package too small", -224, Fate::misconfigured, 0},
        {"not for accounts of this type", -235, Fate::misconfigured, 0},
        {"the API was shut down", -240, Fate::misconfigured, 0},
        {"the app secret is wrong", -242, Fate::misconfigured, 0},
        {"no cloud account to charge", -320, Fate::misconfigured, 0},
        {"the cloud account has no money", -321, Fate::misconfigured, 0},
        {"in no list: the message was refused whole, so it may be repeated", -231, Fate::retry, 0},
    }));
    INFO(row.why);
    // Inside HTTP 200, as Zalo does.
    const auto delivery = zalo_delivery({.status = 200, .body = "{\"error\":" + std::to_string(row.code) + "}"});
    CHECK(delivery.fate == row.fate);
    CHECK(delivery.tries == row.tries);
    CHECK(delivery.reason.rfind("zalo " + std::to_string(row.code) + " ", 0) == 0);
    CHECK((delivery.retry_after > 0ms) == (row.fate == Fate::rate_limited));
    CHECK(zalo_error(row.code).reason != (row.code == -231 ? "" : "unknown code"));
}
