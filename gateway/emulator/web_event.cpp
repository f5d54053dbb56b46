// The form that adapters/web reads.
#include "gateway/emulator/web_event.hpp"

#include <nlohmann/json.hpp>

#include "adapters/signature.hpp"

namespace motcua::gateway {

SignedEvent web_event(const EmulatedWeb& web, const CitizenAct& act, const std::string& message_id,
                      std::chrono::milliseconds at) {
    using Json = nlohmann::ordered_json;
    Json message = {{"account", web.account}, {"sender", act.from.user}, {"message_id", message_id}, {"sent_at", at.count()}};
    if (!act.text.empty()) message["text"] = act.text;
    if (!act.payload.empty()) message["payload"] = act.payload;
    if (act.file) message["attachments"] = Json::array({{{"type", act.file->type}, {"name", act.file->name}}});
    const std::string body = message.dump(-1, ' ', false, Json::error_handler_t::replace);
    const std::string signature = "sha256=" + adapters::hex_of(adapters::hmac_sha256(web.secret, body));
    return {act.payload.empty() ? "message" : "button", body, "X-Motcua-Signature-256", signature};
}

}  // namespace motcua::gateway
