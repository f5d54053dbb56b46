// Meta's event bodies: pure ASCII with \uXXXX, and the five characters that Meta escapes besides (messenger 2.1).
#include "gateway/emulator/messenger_event.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/percent_encoding.hpp"
#include "adapters/signature.hpp"

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

/// These stand only inside strings of JSON, so each may be replaced wherever it is.
std::string escaped_as_meta_does(const std::string& json) {
    std::string out;
    out.reserve(json.size() + 64);
    for (const char c : json) {
        switch (c) {
            case '/': out += "\\/"; break;
            case '<': out += "\\u003C"; break;
            case '%': out += "\\u0025"; break;
            case '@': out += "\\u0040"; break;
            default: out += c;
        }
    }
    return out;
}

/// Meta gives a file's name only in its address, which here resolves nowhere.
Json file_payload(const SentFile& file) {
    const std::string url = "https://cdn.fbsbx.invalid/v/t59.2708-21/" + adapters::percent_encoded(file.name) + "?_nc_cat=1";
    if (file.type == "location") return {{"coordinates", {{"lat", 21.0277644}, {"long", 105.8341598}}}};
    if (file.type == "sticker") return {{"url", url}, {"sticker_id", 369239263222822}};
    if (file.type == "link") return {{"url", url}, {"title", file.name}};
    return {{"url", url}};
}

Json number_or_text(const std::string& id) {
    const bool digits = !id.empty() && id.size() <= 18 &&
                        std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? Json(std::stoull(id)) : Json(id);
}

constexpr std::string_view body_start = R"({"object":"page","entry":[)";
constexpr std::string_view body_end = "]}";

/// `entries` are JSON, separated by commas.
SignedEvent sealed_entries(const EmulatedMessenger& page, const std::string& name, const std::string& entries) {
    const std::string body = std::string(body_start) + entries + std::string(body_end);
    const auto digest = adapters::hmac_sha256(page.app_secret, body);
    return {name, body, "X-Hub-Signature-256", "sha256=" + adapters::hex_of(digest)};
}

SignedEvent sealed(const EmulatedMessenger& page, const std::string& name, const Json& item,
                   std::chrono::milliseconds at) {
    const Json entry = {{"id", page.page_id}, {"time", at.count()}, {"messaging", Json::array({item})}};
    return sealed_entries(page, name, escaped_as_meta_does(entry.dump(-1, ' ', true, Json::error_handler_t::replace)));
}

Json addressed(const std::string& from, const std::string& to, std::chrono::milliseconds at) {
    return {{"sender", {{"id", from}}}, {"recipient", {{"id", to}}}, {"timestamp", at.count()}};
}

}  // namespace

SignedEvent messenger_event(const EmulatedMessenger& page, const CitizenAct& act, const std::string& message_id,
                            std::chrono::milliseconds at) {
    Json item = addressed(act.from.user, page.page_id, at);
    if (!act.payload.empty() && !act.is_quick_reply()) {
        item["postback"] = {{"mid", message_id},
                            {"title", act.title.empty() ? act.payload : act.title},
                            {"payload", act.payload}};
        return sealed(page, "postback", item, at);
    }
    Json message = {{"mid", message_id}};
    if (!act.text.empty()) message["text"] = act.text;
    if (act.is_quick_reply()) message["quick_reply"] = {{"payload", act.payload}};
    if (act.file) {
        const std::string type = act.file->type == "link" ? "fallback" : act.file->type;
        message["attachments"] = Json::array();
        message["attachments"].push_back({{"type", type}, {"payload", file_payload(*act.file)}});
    }
    item["message"] = message;
    return sealed(page, act.is_quick_reply() ? "message (quick_reply)" : "message", item, at);
}

SignedEvent messenger_echo(const EmulatedMessenger& page, const BotMessage& sent, std::chrono::milliseconds at) {
    Json item = addressed(page.page_id, sent.user, at);
    Json message = {{"is_echo", true}, {"app_id", number_or_text(sent.agent.empty() ? page.app_id : sent.agent)}};
    if (!sent.metadata.empty()) message["metadata"] = sent.metadata;
    message["mid"] = sent.message_id;
    message["text"] = sent.text;
    item["message"] = message;
    return sealed(page, "message (is_echo)", item, at);
}

SignedEvent messenger_batch(const EmulatedMessenger& page, const std::vector<SignedEvent>& events) {
    std::string entries;
    for (const SignedEvent& event : events) {
        const std::size_t inside = event.body.size() - body_start.size() - body_end.size();
        entries += (entries.empty() ? "" : ",") + event.body.substr(body_start.size(), inside);
    }
    return sealed_entries(page, "batch of " + std::to_string(events.size()), entries);
}

}  // namespace motcua::gateway
