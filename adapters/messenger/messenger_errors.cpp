// The table of Messenger's error codes and the reading of its answers.
#include "adapters/messenger/messenger_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/messenger/messenger_usage.hpp"
#include "adapters/send_outcome.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

constexpr int any = any_code;

constexpr std::array error_rows{
    MessengerError{1, 99, Fate::retry, "unknown error", 2},
    // "The messages are all sent successfully, but the endpoint returns an error."
    MessengerError{any, 1357046, Fate::sent, "sent with an error"},
    MessengerError{1, any, Fate::retry, "service error", 3},
    // Also what a person who blocked the Page may look like.
    MessengerError{2, any, Fate::retry, "service down", 4},
    MessengerError{any, 2018344, Fate::misconfigured, "terms not accepted"},
    MessengerError{3, any, Fate::misconfigured, "no permission"},
    MessengerError{4, any, Fate::rate_limited, "app limit"},
    MessengerError{any, 2018278, Fate::window_closed, "outside window"},
    MessengerError{any, 2018065, Fate::window_closed, "outside window"},
    MessengerError{any, 2534022, Fate::window_closed, "outside window"},
    MessengerError{any, 2018108, Fate::recipient_gone, "cannot receive now"},
    MessengerError{any, 1893063, Fate::misconfigured, "page restricted"},
    MessengerError{10, any, Fate::misconfigured, "no permission"},
    MessengerError{17, any, Fate::rate_limited, "user limit"},
    MessengerError{32, any, Fate::rate_limited, "page limit"},
    MessengerError{341, any, Fate::rate_limited, "application limit"},
    MessengerError{any, 2018001, Fate::recipient_gone, "no matching user"},
    MessengerError{100, 33, Fate::misconfigured, "object missing or no permission"},
    MessengerError{any, 2018164, Fate::misconfigured, "wrong app id"},
    MessengerError{any, 2018008, Fate::retry, "attachment not fetched", 2},
    MessengerError{100, any, Fate::rejected, "bad parameter"},
    MessengerError{102, any, Fate::token_expired, "session ended"},
    MessengerError{190, any, Fate::token_expired, "token invalid"},
    // Meta's short table calls it a closed window; its error page and live reports say the person is
    // unavailable.
    MessengerError{any, 1545041, Fate::recipient_gone, "person unavailable"},
    MessengerError{230, any, Fate::misconfigured, "no permission"},
    MessengerError{368, any, Fate::misconfigured, "page blocked for policy"},
    MessengerError{551, any, Fate::recipient_gone, "person unavailable"},
    MessengerError{any, 2018338, Fate::recipient_gone, "bothersome to this person"},
    MessengerError{613, any, Fate::rate_limited, "call limit"},
    MessengerError{1200, any, Fate::retry, "temporary failure"},
    MessengerError{2022, any, Fate::misconfigured, "page blocked"},
    MessengerError{10303, any, Fate::rejected, "account linking token"},
    MessengerError{80001, any, Fate::rate_limited, "page limit"},
    MessengerError{80006, any, Fate::rate_limited, "messenger limit"},
    MessengerError{any, 2018300, Fate::rejected, "another app owns the thread"},
    MessengerError{any, 2018321, Fate::retry, "automation owns the thread", 2},
};

bool is_permission(int code) noexcept { return code >= 200 && code <= 299; }
/// 80001 (Pages) and 80006 (Messenger) stand in the table; the others are the same limit under other products.
bool is_business_limit(int code) noexcept { return code >= 80000 && code <= 80014; }

int number_in(const WireNode& node) noexcept {
    int value = 0;
    const auto [end, fault] = std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
    return fault == std::errc() && end == node.text.data() + node.text.size() ? value : 0;
}

/// The answer to thread control: true or "true" (messenger 9.11).
bool is_success(const WireNode& body) {
    const WireNode& success = body["success"];
    return success.truth || success.string() == "true";
}

template <class Matches>
const MessengerError* row_where(Matches matches) noexcept {
    const auto* row = std::find_if(error_rows.begin(), error_rows.end(), matches);
    return row != error_rows.end() ? row : nullptr;
}

Delivery refused(const WireNode& error, const HttpResponse& response) {
    const int code = number_in(error["code"]);
    const int subcode = number_in(error["error_subcode"]);
    MessengerError known = messenger_error(code, subcode);
    const bool transient = error["is_transient"].truth || response.status >= 500;
    if (known.reason == "unknown code" && transient) known.fate = Fate::retry;
    Delivery delivery{.fate = known.fate,
                      .reason = fmt::format("messenger {}/{} {}", code, subcode, known.reason),
                      .tries = known.tries};
    if (known.fate == Fate::rate_limited) {
        delivery.retry_after = std::max(pause_asked_by(response), pause_from_usage(response));
    }
    return delivery;
}

}  // namespace

MessengerError messenger_error(int code, int subcode) noexcept {
    const auto* both = row_where([=](const auto& row) { return row.code == code && row.subcode == subcode; });
    if (both != nullptr) return *both;
    const auto* alone = row_where(
        [=](const auto& row) { return row.code == any && (row.subcode == subcode || row.subcode == code); });
    if (alone != nullptr) return *alone;
    const auto* by_code = row_where([=](const auto& row) { return row.code == code && row.subcode == any; });
    if (by_code != nullptr) return *by_code;
    if (is_permission(code)) return {code, subcode, Fate::misconfigured, "no permission"};
    if (is_business_limit(code)) return {code, subcode, Fate::rate_limited, "business limit"};
    return {code, subcode, Fate::rejected, "unknown code"};
}

Delivery messenger_delivery(const HttpResponse& response) {
    const auto body = read_wire_json(response.body);
    if (!body || !body->is(WireNode::Kind::object)) return outcome_of_status(response, "messenger");
    const WireNode& error = (*body)["error"];
    if (error.is(WireNode::Kind::object)) return refused(error, response);
    const std::string id = (*body)["message_id"].id();
    const bool answered = response.status >= 200 && response.status < 300 &&
                          (!id.empty() || !(*body)["recipient_id"].id().empty() || is_success(*body));
    if (!answered) return outcome_of_status(response, "messenger");
    return {.fate = Fate::sent, .platform_message_id = id, .retry_after = pause_from_usage(response)};
}

}  // namespace motcua::adapters
