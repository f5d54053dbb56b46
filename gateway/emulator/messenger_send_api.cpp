// Answers of the Graph API in their own shape (messenger 5 and 6).
#include "gateway/emulator/messenger_send_api.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/signature.hpp"
#include "adapters/wire_json.hpp"
#include "gateway/emulator/messenger_event.hpp"
#include "gateway/emulator/messenger_send_reader.hpp"

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::hours standard_window{24};
constexpr std::chrono::minutes proof_age{5};

Response graph_json(int status, const Json& json) {
    return {status, json.dump(-1, ' ', false, Json::error_handler_t::replace), "application/json; charset=UTF-8"};
}

Response refused(Stage& stage, const GraphRefusal& refusal) {
    const bool of_object = refusal.subcode == 33;
    Json error = {{"message", refusal.message},
                  {"type", of_object ? "GraphMethodException" : "OAuthException"},
                  {"code", refusal.code}};
    if (refusal.subcode != 0) error["error_subcode"] = refusal.subcode;
    error["fbtrace_id"] = stage.ids().trace();
    return graph_json(400, {{"error", error}});
}

std::string token_of(const Request& request) {
    constexpr std::string_view bearer = "Bearer ";
    const std::string_view header = request.header("authorization");
    if (header.substr(0, bearer.size()) == bearer) return std::string(header.substr(bearer.size()));
    if (auto token = request.parameter("access_token"); !token.empty()) return token;
    const auto fields = adapters::read_top_level(request.body, {"access_token"});
    return fields && !fields->empty() ? fields->front() : std::string();
}

/// The last step of the path when it is one that this API has; else empty.
std::string_view edge_of(std::string_view path) {
    for (const std::string_view edge : {"/messages", "/pass_thread_control", "/take_thread_control"}) {
        if (path.size() > edge.size() && path.substr(path.size() - edge.size()) == edge) return edge;
    }
    return {};
}

bool names_our_page(const EmulatedMessenger& page, std::string_view path) {
    const std::string_view edge = edge_of(path);
    const std::string_view object = path.substr(0, path.size() - edge.size());
    const std::string root = "/" + page.version + "/";
    return !edge.empty() && (object == root + "me" || object == root + page.page_id);
}

bool proof_holds(Stage& stage, const Request& request) {
    const std::string proof = request.parameter("appsecret_proof");
    if (proof.empty()) return true;
    const std::string time = request.parameter("appsecret_time");
    const auto& page = stage.settings().messenger;
    if (!time.empty()) {
        const bool digits = time.size() <= 11 &&
                            std::all_of(time.begin(), time.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!digits) return false;
        const auto age = stage.now() - std::chrono::seconds(std::stoll(time));
        if (age > proof_age || age < -proof_age) return false;
    }
    const std::string message = time.empty() ? page.page_token : page.page_token + "|" + time;
    const std::string expected = adapters::hex_of(adapters::hmac_sha256(page.app_secret, message));
    return adapters::same_text(proof, expected);
}

std::optional<GraphRefusal> refusal_of(Stage& stage, const Request& request) {
    const auto& page = stage.settings().messenger;
    if (!names_our_page(page, request.path)) {
        return GraphRefusal{100, 33,
                            "Unsupported post request. The object does not exist, cannot be loaded due to missing "
                            "permissions, or does not support this operation."};
    }
    if (page.page_token.empty() || !adapters::same_text(token_of(request), page.page_token)) {
        return GraphRefusal{190, 0, "Invalid OAuth access token - Cannot parse access token"};
    }
    if (!proof_holds(stage, request)) {
        return GraphRefusal{100, 0, "Invalid appsecret_proof provided in the API argument"};
    }
    return std::nullopt;
}

Response sent_on_messenger(Stage& stage, BotMessage message) {
    const ChatKey person{intents::ChannelKind::messenger, message.user};
    const auto last = stage.chats().last_act(person);
    if (!last) return refused(stage, {100, 2018001, "(#100) No matching user found"});
    if (message.action_only) return graph_json(200, {{"recipient_id", message.user}});
    const auto at = stage.now();
    if (at - *last > standard_window) {
        return refused(stage, {10, 2018278, "(#10) This message is sent outside of allowed window."});
    }
    message.message_id = stage.ids().messenger_message();
    stage.appear(person, message, messenger_echo(stage.settings().messenger, message, at));
    return graph_json(200, {{"recipient_id", message.user}, {"message_id", message.message_id}});
}

/// Pass needs the app that gets the conversation, take does not (messenger 3.6). Whom it concerns is in `user`.
Response thread_controlled(Stage& stage, const Request& request, std::string& user) {
    const Json body = Json::parse(request.body, nullptr, false);
    const auto person = body.is_object() ? body.find("recipient") : body.end();
    const bool named = body.is_object() && person != body.end() && person->is_object() && person->contains("id") &&
                       person->at("id").is_string();
    if (named) user = person->at("id").get<std::string>();
    const bool pass = edge_of(request.path) == "/pass_thread_control";
    if (!named || (pass && !body.contains("target_app_id"))) return refused(stage, {100, 0, "(#100) Invalid parameter"});
    if (!stage.chats().last_act({intents::ChannelKind::messenger, user})) {
        return refused(stage, {100, 2018001, "(#100) No matching user found"});
    }
    return graph_json(200, {{"success", true}});
}

}  // namespace

Response messenger_send(Stage& stage, const Request& request) {
    const auto started = std::chrono::steady_clock::now();
    auto message = read_messenger_send(request.body);
    std::string user = message ? message->user : "";
    Response answer;
    if (const auto refusal = refusal_of(stage, request)) {
        answer = refused(stage, *refusal);
    } else if (edge_of(request.path) != "/messages") {
        answer = thread_controlled(stage, request, user);
    } else {
        answer = message ? sent_on_messenger(stage, std::move(*message)) : refused(stage, message.error());
    }
    answer.headers.emplace_back("facebook-api-version", stage.settings().messenger.version);
    stage.note_call({request, intents::ChannelKind::messenger, user, started}, answer);
    return answer;
}

}  // namespace motcua::gateway
