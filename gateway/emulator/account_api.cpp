// Answers in the platforms' own shape (messenger 4.3 and 7; zalo-oa 7).
#include "gateway/emulator/account_api.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>

#include "adapters/signature.hpp"
#include "gateway/emulator/profile_form.hpp"

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_changes = 10;
constexpr std::chrono::minutes change_span{10};

Response account_json(int status, const Json& json) {
    return {status, json.dump(-1, ' ', false, Json::error_handler_t::replace), "application/json; charset=UTF-8"};
}

Response graph_refusal(int code, const std::string& message) {
    return account_json(400, {{"error", {{"message", message}, {"type", "OAuthException"}, {"code", code}}}});
}

/// What the Page has been told; shared by its routes.
struct Desk {
    std::mutex mutex;
    Json profile = Json::object();
    Json fields = Json::array();  // subscribed by our app
    std::deque<std::chrono::milliseconds> changes;
};
using Answer = std::function<Response(Stage&, Desk&, const Request&)>;

bool has_token(const Stage& stage, const Request& request) {
    const auto& token = stage.settings().messenger.page_token;
    const bool in_header = request.header("authorization") == "Bearer " + token;
    return !token.empty() && (in_header || adapters::same_text(request.parameter("access_token"), token));
}

bool takes_change(Stage& stage, Desk& desk) {
    const auto now = stage.now();
    while (!desk.changes.empty() && now - desk.changes.front() >= change_span) desk.changes.pop_front();
    if (desk.changes.size() >= most_changes) return false;
    desk.changes.push_back(now);
    return true;
}

std::vector<std::string> names_in(const std::string& list) {
    std::vector<std::string> names;
    std::istringstream in(list);
    for (std::string name; std::getline(in, name, ',');) names.push_back(name);
    return names;
}

Response told_profile(Stage&, Desk& desk, const Request& request) {
    Json shown = Json::object();
    for (const std::string& name : names_in(request.parameter("fields"))) {
        if (desk.profile.contains(name)) shown[name] = desk.profile[name];
    }
    Json data = Json::array();
    if (!shown.empty()) data.push_back(shown);
    return account_json(200, {{"data", data}});
}

Response write_profile(Stage& stage, Desk& desk, const Request& request) {
    if (!takes_change(stage, desk)) return graph_refusal(613, "(#613) Calls to this api have exceeded the rate limit.");
    const std::string fault = profile_fault(request.body, desk.profile.contains("get_started"));
    if (!fault.empty()) return graph_refusal(100, "(#100) " + fault);
    desk.profile.update(Json::parse(request.body));
    return account_json(200, {{"result", "success"}});
}

Response drop_profile(Stage& stage, Desk& desk, const Request& request) {
    if (!takes_change(stage, desk)) return graph_refusal(613, "(#613) Calls to this api have exceeded the rate limit.");
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("fields")) return graph_refusal(100, "(#100) fields is required");
    for (const Json& name : body["fields"]) {
        if (name.is_string()) desk.profile.erase(name.get<std::string>());
    }
    return account_json(200, {{"result", "success"}});
}

Response read_subscription(Stage& stage, Desk& desk, const Request&) {
    Json data = Json::array();
    if (!desk.fields.empty()) {
        data.push_back({{"id", stage.settings().messenger.app_id}, {"name", "Motcua"}, {"subscribed_fields", desk.fields}});
    }
    Response answer = account_json(200, {{"data", data}});
    answer.headers.emplace_back("x-app-usage", R"({"call_count":3,"total_time":1,"total_cputime":0})");
    return answer;
}

Response subscribe(Stage&, Desk& desk, const Request& request) {
    const auto names = names_in(request.parameter("subscribed_fields"));
    if (names.empty()) return graph_refusal(100, "(#100) The parameter subscribed_fields is required");
    desk.fields = names;
    return account_json(200, {{"success", true}});
}

Response unsubscribe(Stage&, Desk& desk, const Request&) {
    desk.fields = Json::array();
    return account_json(200, {{"success", true}});
}

Response account_info(Stage& stage, const Request& request) {
    const auto standing = stage.zalo_token_desk().standing_of(request.header("access_token"), stage.now());
    if (standing == TokenStanding::unknown) return account_json(200, {{"error", -216}, {"message", "Access token is invalid"}});
    if (standing == TokenStanding::expired) {
        return account_json(200, {{"error", -220}, {"message", "access_token is expired or removed"}});
    }
    const Json data = {{"oaid", stage.settings().zalo.oa_id}, {"name", "Bộ phận Một cửa"}, {"is_verified", true},
                       {"oa_type", 4}, {"num_follower", 42}, {"package_name", "Nâng cao"},
                       {"package_valid_through_date", "31/12/2030"}, {"linked_zca", ""}};
    Response answer = account_json(200, {{"data", data}, {"error", 0}, {"message", "Success"}});
    answer.headers = {{"X-RateLimit-Limit", "4000"}, {"X-RateLimit-Remain", "3999"}};
    return answer;
}

Handler logged(Stage& stage, intents::ChannelKind channel, std::function<Response(const Request&)> answer) {
    return [&stage, channel, answer = std::move(answer)](const Request& request, const Respond& respond) {
        const auto started = std::chrono::steady_clock::now();
        Response made = answer(request);
        stage.note_call({request, channel, "", started}, made);
        respond(std::move(made));
    };
}

Handler of_page(Stage& stage, const std::shared_ptr<Desk>& desk, Answer answer) {
    return logged(stage, intents::ChannelKind::messenger, [&stage, desk, answer = std::move(answer)](const Request& request) {
        if (!has_token(stage, request)) return graph_refusal(190, "Invalid OAuth access token - Cannot parse access token");
        const std::lock_guard lock(desk->mutex);
        return answer(stage, *desk, request);
    });
}

}  // namespace

std::vector<Route> account_routes(Stage& stage) {
    const auto desk = std::make_shared<Desk>();
    const EmulatedMessenger& page = stage.settings().messenger;
    const std::string profile = "/" + page.version + "/me/messenger_profile";
    const std::string apps = "/" + page.version + "/" + page.page_id + "/subscribed_apps";
    return {
        {"GET", profile, "What the Page shows before the first message", of_page(stage, desk, told_profile)},
        {"POST", profile, "Sets properties of the Page's profile", of_page(stage, desk, write_profile)},
        {"DELETE", profile, "Takes properties of the Page's profile away", of_page(stage, desk, drop_profile)},
        {"GET", apps, "Which app gets the Page's events", of_page(stage, desk, read_subscription)},
        {"POST", apps, "Subscribes our app to the Page", of_page(stage, desk, subscribe)},
        {"DELETE", apps, "Ends the subscription, as Meta does after an hour of failures", of_page(stage, desk, unsubscribe)},
        {"GET", "/v2.0/oa/getoa", "How the Official Account stands",
         logged(stage, intents::ChannelKind::zalo, [&stage](const Request& request) { return account_info(stage, request); })},
    };
}

}  // namespace motcua::gateway
