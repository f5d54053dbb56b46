// Reads getoa, and says what each kind of refusal asks a person to do.
#include "adapters/zalo/zalo_account_api.hpp"

#include <fmt/format.h>

#include "adapters/send_outcome.hpp"
#include "adapters/wire_json.hpp"
#include "adapters/zalo/zalo_errors.hpp"

namespace motcua::adapters {
namespace {

constexpr std::chrono::seconds time_limit{10};

PlatformFault fault_of(const Delivery& outcome, const ZaloAccount& account) {
    switch (outcome.fate) {
        case Fate::token_expired:
            return {outcome.reason, fmt::format("the access token of OA {} is not good: run `motcua tokens status`, then "
                                                "`motcua tokens consent`, or renew the file of a fixed token",
                                                account.oa_id)};
        case Fate::misconfigured:
            return {outcome.reason, fmt::format("in the console of Zalo's app: activate it, link OA {} and let an administrator "
                                                "of the OA grant it the OA API",
                                                account.oa_id)};
        case Fate::rate_limited: return {outcome.reason, "wait a minute: the app's call limit is reached"};
        default:
            return {outcome.reason, "Zalo did not answer as it should: check the network and zalo.api, then try again"};
    }
}

std::string type_name(const std::string& number) {
    if (number == "2") return "business";
    return number == "4" ? "government" : number;
}

ZaloAccountInfo info_from(const WireNode& data, const HttpResponse& response) {
    ZaloAccountInfo info;
    info.oa_id = data.has("oaid") ? data["oaid"].id() : data["oa_id"].id();
    info.name = data["name"].string();
    info.type = type_name(data["oa_type"].id());
    info.verified = data["is_verified"].truth;
    info.package = data["package_name"].string();
    if (const std::string day = data["package_valid_through_date"].string(); !day.empty()) info.package += " until " + day;
    const std::string left = response.header("x-ratelimit-remain");
    if (!left.empty()) info.calls_left = fmt::format("{} of {} in this minute", left, response.header("x-ratelimit-limit"));
    return info;
}

}  // namespace

PlatformResult<ZaloAccountInfo> zalo_account_info(const std::string& base_url, const ZaloAccount& account,
                                                  HttpClient& http) {
    const std::string token = account.access_token->access_token();
    if (token.empty()) return tl::unexpected(fault_of({.fate = Fate::token_expired, .reason = "zalo no access token"}, account));
    const auto response = http.send({.method = "GET",
                                     .url = base_url + "/v2.0/oa/getoa",
                                     .headers = {{"access_token", token}},
                                     .body = "",
                                     .timeout = time_limit});
    if (!response) return tl::unexpected(fault_of(outcome_of(response.error(), "zalo"), account));
    const auto body = read_wire_json(response->body);
    const bool is_good = response->status == 200 && body && (*body)["error"].id() == "0" && (*body)["data"].has("name");
    if (is_good) return info_from((*body)["data"], *response);
    Delivery outcome = zalo_delivery(*response);
    if (outcome.fate == Fate::sent) outcome = {.fate = Fate::retry, .reason = "zalo answer without account"};
    return tl::unexpected(fault_of(outcome, account));
}

}  // namespace motcua::adapters
