// Every error code of Meta's pages that a send can meet, and what the sending makes of it.
#include <catch2/catch.hpp>

#include "adapters/messenger/messenger_errors.hpp"

using namespace motcua::adapters;
using namespace std::chrono_literals;

namespace {

Delivery delivery_of(int code, int subcode) {
    const std::string sub = subcode == 0 ? "" : ",\"error_subcode\":" + std::to_string(subcode);
    return messenger_delivery({.status = 400, .body = "{\"error\":{\"code\":" + std::to_string(code) + sub + "}}"});
}

}  // namespace

TEST_CASE("each code of Messenger has its fate", "[channel][messenger]") {
    struct Row {
        const char* why;
        int code;
        int subcode;
        Fate fate;
        int tries;
    };
    const auto row = GENERATE(values<Row>({
        {"downtime", 1, 0, Fate::retry, 3},
        {"unknown, perhaps a permission: once more", 1, 99, Fate::retry, 2},
        {"all sent, says Meta of its own error", 1, 1357046, Fate::sent, 0},
        {"service down, or the person blocked us", 2, 0, Fate::retry, 4},
        {"terms not accepted", 2, 2018344, Fate::misconfigured, 0},
        {"no capability", 3, 0, Fate::misconfigured, 0},
        {"the app's limit", 4, 0, Fate::rate_limited, 0},
        {"permission denied", 10, 0, Fate::misconfigured, 0},
        {"outside the window", 10, 2018278, Fate::window_closed, 0},
        {"outside the window, news", 10, 2018065, Fate::window_closed, 0},
        {"outside the window, Instagram", 10, 2534022, Fate::window_closed, 0},
        {"cannot receive now", 10, 2018108, Fate::recipient_gone, 0},
        {"the Page may not send for a while", 10, 1893063, Fate::misconfigured, 0},
        {"a user's limit", 17, 0, Fate::rate_limited, 0},
        {"a Page's limit", 32, 0, Fate::rate_limited, 0},
        {"the application's limit", 341, 0, Fate::rate_limited, 0},
        {"bad parameter, text too long, dead tag", 100, 0, Fate::rejected, 0},
        {"nobody of that id", 100, 2018001, Fate::recipient_gone, 0},
        {"the Page's id, or its permission", 100, 33, Fate::misconfigured, 0},
        {"an attachment was not fetched: once more", 100, 2018008, Fate::retry, 2},
        {"an attachment's type", 100, 2018047, Fate::rejected, 0},
        {"message and action together", 100, 2018014, Fate::rejected, 0},
        {"app id", 100, 2018164, Fate::misconfigured, 0},
        {"session over", 102, 0, Fate::token_expired, 0},
        {"token", 190, 0, Fate::token_expired, 0},
        {"app not installed", 190, 458, Fate::token_expired, 0},
        {"password changed", 190, 460, Fate::token_expired, 0},
        {"expired", 190, 463, Fate::token_expired, 0},
        {"its owner has no role on the Page", 190, 492, Fate::token_expired, 0},
        {"app in development", 200, 0, Fate::misconfigured, 0},
        {"app in development, with subcode", 200, 2018028, Fate::misconfigured, 0},
        {"permission removed", 299, 0, Fate::misconfigured, 0},
        {"person unavailable, not the window", 200, 1545041, Fate::recipient_gone, 0},
        {"pages_messaging missing", 230, 0, Fate::misconfigured, 0},
        {"blocked for policy, for hours", 368, 0, Fate::misconfigured, 0},
        {"person unavailable", 551, 0, Fate::recipient_gone, 0},
        {"person unavailable, with subcode", 551, 1545041, Fate::recipient_gone, 0},
        {"calls over the limit", 613, 0, Fate::rate_limited, 0},
        {"uneven volume", 613, 1996, Fate::rate_limited, 0},
        {"calls over the limit, with subcode", 613, 2534040, Fate::rate_limited, 0},
        {"this one person is tired of us: no limit of the account", 613, 2018338, Fate::recipient_gone, 0},
        {"temporary failure of a send", 1200, 0, Fate::retry, 0},
        {"temporary failure, with subcode", 1200, 2018024, Fate::retry, 0},
        {"Page blocked", 2022, 0, Fate::misconfigured, 0},
        {"account linking", 10303, 0, Fate::rejected, 0},
        {"limit of a Page's token", 80001, 0, Fate::rate_limited, 0},
        {"Messenger's business limit", 80006, 0, Fate::rate_limited, 0},
        {"the same limit under another product", 80002, 0, Fate::rate_limited, 0},
        {"another app owns the thread", 10, 2018300, Fate::rejected, 0},
        {"the same, printed alone", 2018300, 0, Fate::rejected, 0},
        {"an automation owns the thread: once more", 2018321, 0, Fate::retry, 2},
        {"a code that nobody knows", 777, 0, Fate::rejected, 0},
    }));
    INFO(row.why);
    const auto delivery = delivery_of(row.code, row.subcode);
    CHECK(delivery.fate == row.fate);
    CHECK(delivery.tries == row.tries);
    const bool named = row.code != 777;
    CHECK((delivery.reason.find("unknown code") == std::string::npos) == named);
    CHECK((delivery.retry_after > 0ms) == (row.fate == Fate::rate_limited));
}
