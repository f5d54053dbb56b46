// The table of Zalo's error codes and the reading of its answers.
#include "adapters/zalo/zalo_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "adapters/send_outcome.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

using namespace std::chrono_literals;

constexpr std::array zalo_error_rows{
    ZaloError{-32, Fate::rate_limited, "call limit reached"},
    ZaloError{-100, Fate::rejected, "attachment expired"},
    ZaloError{-124, Fate::token_expired, "token invalid"},
    ZaloError{-200, Fate::retry, "send failed", 2},
    ZaloError{-201, Fate::rejected, "field invalid"},
    ZaloError{-204, Fate::misconfigured, "account disabled"},
    ZaloError{-205, Fate::misconfigured, "account does not exist"},
    ZaloError{-209, Fate::misconfigured, "app not activated"},
    ZaloError{-210, Fate::rejected, "parameter too long"},
    // Of the whole account, while -218 is of one person.
    ZaloError{-211, Fate::rate_limited, "out of quota"},
    ZaloError{-212, Fate::misconfigured, "api not registered"},
    ZaloError{-213, Fate::window_closed, "user does not follow"},
    ZaloError{-214, Fate::retry, "still processing"},
    ZaloError{-216, Fate::token_expired, "token invalid"},
    ZaloError{-217, Fate::recipient_gone, "blocked by user"},
    ZaloError{-218, Fate::window_closed, "out of quota to this user"},
    ZaloError{-219, Fate::misconfigured, "app removed"},
    ZaloError{-220, Fate::token_expired, "token expired"},
    ZaloError{-221, Fate::misconfigured, "account not verified"},
    ZaloError{-223, Fate::misconfigured, "api not authorised"},
    ZaloError{-224, Fate::misconfigured, "package too small"},
    ZaloError{-227, Fate::recipient_gone, "user inactive"},
    ZaloError{-230, Fate::window_closed, "no interaction in 7 days"},
    ZaloError{-232, Fate::window_closed, "interaction expired"},
    ZaloError{-233, Fate::rejected, "message type invalid"},
    ZaloError{-234, Fate::window_closed, "not at night"},
    ZaloError{-235, Fate::misconfigured, "not for this type of account"},
    ZaloError{-237, Fate::rejected, "group expired"},
    ZaloError{-238, Fate::rejected, "asset used"},
    ZaloError{-240, Fate::misconfigured, "api shut down"},
    ZaloError{-241, Fate::rejected, "asset used"},
    ZaloError{-242, Fate::misconfigured, "appsecret_proof invalid"},
    ZaloError{-244, Fate::recipient_gone, "restricted by user"},
    ZaloError{-248, Fate::rejected, "against the platform's rules"},
    ZaloError{-249, Fate::rejected, "template not for a user id"},
    ZaloError{-320, Fate::misconfigured, "no cloud account"},
    ZaloError{-321, Fate::misconfigured, "cloud account out of money"},
    ZaloError{-401, Fate::token_expired, "token invalid"},
    ZaloError{-403, Fate::rejected, "not in group"},
    // Seen with the sign lost (goclaw, live traffic).
    ZaloError{216, Fate::token_expired, "token invalid"},
    ZaloError{401, Fate::token_expired, "token invalid"},
};

std::optional<int> code_of(const WireNode& error) noexcept {
    const std::string& text = error.text;  // -216 or "-216"
    int code = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), code);
    if (text.empty() || fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return code;
}

Delivery refused(int code, const HttpResponse& response) {
    const ZaloError error = zalo_error(code);
    Delivery delivery{
        .fate = error.fate, .reason = fmt::format("zalo {} {}", code, error.reason), .tries = error.tries};
    // The limit counts by the minute.
    if (error.fate == Fate::rate_limited) delivery.retry_after = pause_asked_by(response);
    return delivery;
}

}  // namespace

ZaloError zalo_error(int code) noexcept {
    const auto row =
        std::find_if(zalo_error_rows.begin(), zalo_error_rows.end(), [code](const auto& each) { return each.code == code; });
    return row != zalo_error_rows.end() ? *row : ZaloError{code, Fate::retry, "unknown code"};
}

Delivery zalo_delivery(const HttpResponse& response) {
    const auto body = read_wire_json(response.body);
    if (!body || !body->is(WireNode::Kind::object)) return outcome_of_status(response, "zalo");
    const auto code = code_of((*body)["error"]);
    if (code && *code != 0) return refused(*code, response);
    const std::string id = (*body)["data"]["message_id"].id();
    const bool answered = response.status >= 200 && response.status < 300 && (code || !id.empty());
    if (!answered) return outcome_of_status(response, "zalo");
    Delivery delivery{.fate = Fate::sent, .platform_message_id = id};
    const std::string remain = response.header("x-ratelimit-remain");
    if (!remain.empty() && remain.find_first_not_of('0') == std::string::npos) delivery.retry_after = 60s;
    return delivery;
}

}  // namespace motcua::adapters
