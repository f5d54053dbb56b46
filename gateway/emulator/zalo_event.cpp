// Zalo's event bodies: compact UTF-8, ids and times as strings, mac over app id, body, time and secret.
#include "gateway/emulator/zalo_event.hpp"

#include <nlohmann/json.hpp>

#include "adapters/signature.hpp"
#include "gateway/emulator/id_mint.hpp"

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

/// No address of the real CDN, and none that resolves: a gateway that fetches it fails.
constexpr const char* file_host = "http://files.zdn.invalid/";

Json file_payload(const SentFile& file, const std::string& id) {
    const std::string url = file_host + id;
    if (file.type == "file") {
        const auto dot = file.name.rfind('.');
        const std::string extension = dot == std::string::npos ? "" : file.name.substr(dot + 1);
        return {{"size", "233947"}, {"name", file.name}, {"checksum", "db8f0a790d28e3d8658a0ff0846189aa"},
                {"type", extension}, {"url", url}};
    }
    if (file.type == "image") return {{"thumbnail", url + "_thumb"}, {"url", url}};
    if (file.type == "video") return {{"thumbnail", url + "_thumb"}, {"description", file.name}, {"url", url}};
    if (file.type == "link") return {{"thumbnail", ""}, {"description", file.name}, {"url", url}};
    if (file.type == "sticker") return {{"id", id}, {"url", url}};
    if (file.type == "location") {
        return {{"coordinates", {{"latitude", "21.0277644"}, {"longitude", "105.8341598"}}}};
    }
    return {{"url", url + ".amr"}};
}

SignedEvent sealed(const EmulatedZalo& zalo, const Json& event) {
    const std::string body = event.dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto mac = adapters::sha256_of(
        {zalo.app_id, body, event["timestamp"].get_ref<const std::string&>(), zalo.oa_secret});
    return {event["event_name"], body, "X-ZEvent-Signature", "mac=" + adapters::hex_of(mac)};
}

}  // namespace

SignedEvent zalo_event(const EmulatedZalo& zalo, const CitizenAct& act, const std::string& message_id,
                       std::chrono::milliseconds at) {
    Json message = Json::object();
    if (!act.payload.empty()) {
        message["text"] = act.payload;
    } else if (!act.text.empty()) {
        message["text"] = act.text;
    }
    message["msg_id"] = message_id;
    if (act.file) {
        message["attachments"] = Json::array();
        message["attachments"].push_back(
            {{"type", act.file->type}, {"payload", file_payload(*act.file, message_id)}});
    }
    return sealed(zalo, {{"app_id", zalo.app_id},
                         {"sender", {{"id", act.from.user}}},
                         {"user_id_by_app", id_by_app(act.from.user)},
                         {"recipient", {{"id", zalo.oa_id}}},
                         {"event_name", "user_send_" + (act.file ? act.file->type : std::string("text"))},
                         {"message", message},
                         {"timestamp", std::to_string(at.count())}});
}

SignedEvent zalo_echo(const EmulatedZalo& zalo, const BotMessage& sent, std::chrono::milliseconds at) {
    Json sender = {{"id", zalo.oa_id}};
    if (!sent.agent.empty()) sender["admin_id"] = sent.agent;
    return sealed(zalo, {{"app_id", zalo.app_id},
                         {"sender", sender},
                         {"user_id_by_app", id_by_app(sent.user)},
                         {"recipient", {{"id", sent.user}}},
                         {"event_name", "oa_send_text"},
                         {"message", {{"text", sent.text}, {"msg_id", sent.message_id}}},
                         {"timestamp", std::to_string(at.count())}});
}

}  // namespace motcua::gateway
