// The calls, and what each kind of refusal asks a person to do.
#include "adapters/messenger/messenger_page_api.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "adapters/messenger/messenger_errors.hpp"
#include "adapters/messenger/messenger_request.hpp"
#include "adapters/percent_encoding.hpp"
#include "adapters/send_outcome.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

constexpr std::chrono::seconds page_api_time_limit{10};

std::string mend_for(Fate fate, const MessengerPage& page) {
    switch (fate) {
        case Fate::token_expired:
            return fmt::format("make a new access token of Page {} (app dashboard, Messenger, API settings) and put it "
                               "into the page's access_token_file",
                               page.page_id);
        case Fate::misconfigured:
            return fmt::format("the token of Page {0} must carry pages_messaging and pages_manage_metadata, and be made by "
                               "somebody with the MODERATE task on it; check page_id too",
                               page.page_id);
        case Fate::rate_limited: return "wait ten minutes: Meta allows ten changes of a Page's profile in that time";
        case Fate::rejected: return "Meta refuses the form: check lengths and addresses in [messenger.profile]";
        default: return "Meta did not answer as it should: check the network and messenger.api, then try again";
    }
}

PlatformFault fault_of(const Delivery& outcome, const MessengerPage& page) {
    return {outcome.reason, mend_for(outcome.fate, page)};
}

bool is_refusal(const HttpResponse& response) {
    const auto body = read_wire_json(response.body);
    const bool success = response.status >= 200 && response.status < 300;
    return !success || !body || !body->is(WireNode::Kind::object) || (*body)["error"].is(WireNode::Kind::object);
}

int whole(const WireNode& node) {
    int value = -1;
    const auto read = std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
    return read.ec == std::errc() ? value : -1;
}

/// The largest share that either header names; values are percent.
int used_percent_of(const HttpResponse& response) {
    int most = -1;
    const auto note = [&most](const WireNode& usage) {
        for (const char* name : {"call_count", "total_cputime", "total_time"}) most = std::max(most, whole(usage[name]));
    };
    if (const auto app = read_wire_json(response.header("x-app-usage"))) note(*app);
    const auto business = read_wire_json(response.header("x-business-use-case-usage"));
    for (const WireNode& list : business ? business->children : std::vector<WireNode>{}) {
        for (const WireNode& usage : list.children) note(usage);
    }
    return most;
}

}  // namespace

const FieldNames& messenger_fields() {
    static const FieldNames fields{"messages",            "messaging_postbacks", "message_echoes",
                                   "messaging_referrals", "messaging_handovers", "standby",
                                   "messaging_policy_enforcement"};
    return fields;
}

FieldNames PageSubscription::missing() const {
    FieldNames left;
    std::set_difference(messenger_fields().begin(), messenger_fields().end(), fields.begin(), fields.end(),
                        std::inserter(left, left.end()));
    return left;
}

MessengerPageApi::MessengerPageApi(MessengerSettings settings, HttpClient& http)
    : settings_(std::move(settings)), http_(http) {
    settings_.timeout = page_api_time_limit;
}

PlatformResult<HttpResponse> MessengerPageApi::call(const MessengerPage& page, const std::string& method,
                                                    const std::string& path, const std::string& query,
                                                    const std::string& body) {
    const std::string token = page.access_token->access_token();
    if (token.empty()) return tl::unexpected(PlatformFault{"messenger no access token", mend_for(Fate::token_expired, page)});
    const auto response = http_.send(graph_request(settings_, page, token, {method, path, query, body}));
    if (!response) return tl::unexpected(fault_of(outcome_of(response.error(), "messenger"), page));
    if (is_refusal(*response)) return tl::unexpected(fault_of(messenger_delivery(*response), page));
    return *response;
}

std::string MessengerPageApi::app_id_of(const MessengerPage& page) const {
    return page.app_id.empty() ? settings_.apps.front().app_id : page.app_id;
}

PlatformResult<MessengerProfile> MessengerPageApi::profile(const MessengerPage& page) {
    return call(page, "GET", "me/messenger_profile", fmt::format("fields={}", messenger_profile_fields))
        .map([](const HttpResponse& response) { return profile_from(response.body); });
}

PlatformResult<void> MessengerPageApi::set_profile(const MessengerPage& page, const MessengerProfile& changed) {
    return call(page, "POST", "me/messenger_profile", "", profile_body(changed)).map([](const auto&) {});
}

PlatformResult<PageSubscription> MessengerPageApi::subscription(const MessengerPage& page) {
    const auto response = call(page, "GET", page.page_id + "/subscribed_apps", "fields=id,subscribed_fields&limit=100");
    if (!response) return tl::unexpected(response.error());
    PageSubscription subscription{.fields = {}, .used_percent = used_percent_of(*response)};
    const WireNode root = read_wire_json(response->body).value_or(WireNode{});
    const auto& apps = root["data"].children;
    const std::string ours = app_id_of(page);
    for (const WireNode& app : apps) {
        const bool is_ours = ours.empty() ? apps.size() == 1 : app["id"].id() == ours;
        if (!is_ours) continue;
        for (const WireNode& field : app["subscribed_fields"].children) {
            subscription.fields.insert(field.is(WireNode::Kind::object) ? field["name"].string() : field.string());
        }
    }
    return subscription;
}

PlatformResult<void> MessengerPageApi::subscribe(const MessengerPage& page, const FieldNames& fields) {
    const std::string list = fmt::format("{}", fmt::join(fields, ","));
    return call(page, "POST", page.page_id + "/subscribed_apps", "subscribed_fields=" + percent_encoded(list))
        .map([](const auto&) {});
}

}  // namespace motcua::adapters
