// Answers of Zalo's Send API in their own shape (zalo-oa 4.5 and 5).
#include "gateway/emulator/zalo_send_api.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "gateway/emulator/zalo_event.hpp"
#include "gateway/emulator/zalo_send_reader.hpp"

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::hours consultation_window{7 * 24};

Response zalo_json(const Json& json) {
    return {200, json.dump(-1, ' ', false, Json::error_handler_t::replace), "application/json"};
}

Response refused(const ZaloRefusal& refusal) {
    return zalo_json({{"error", refusal.error}, {"message", refusal.message}});
}

std::optional<ZaloRefusal> refusal_of(Stage& stage, const ChatKey& person) {
    const auto last = stage.chats().last_act(person);
    if (!last) return ZaloRefusal{-201, "user_id is invalid!"};
    if (stage.now() - *last > consultation_window) {
        return ZaloRefusal{-230, "User has not interacted with the OA in the past 7 days"};
    }
    return std::nullopt;
}

Response sent_on_zalo(Stage& stage, BotMessage message) {
    const ChatKey person{intents::ChannelKind::zalo, message.user};
    if (const auto refusal = refusal_of(stage, person)) return refused(*refusal);
    message.message_id = stage.ids().zalo_message();
    const auto at = stage.now();
    stage.appear(person, message, zalo_echo(stage.settings().zalo, message, at));
    return zalo_json({{"data",
                           {{"message_id", message.message_id},
                            {"user_id", message.user},
                            {"sent_time", std::to_string(at.count())}}},
                          {"error", 0},
                          {"message", "Success"}});
}

}  // namespace

Response zalo_send(Stage& stage, const Request& request) {
    const auto started = std::chrono::steady_clock::now();
    auto message = read_zalo_send(request.body);
    const std::string user = message ? message->user : "";
    const auto standing = stage.zalo_token_desk().standing_of(request.header("access_token"), stage.now());
    Response answer;
    if (standing == TokenStanding::unknown) {
        answer = refused({-216, "Access token is invalid"});
    } else if (standing == TokenStanding::expired) {
        answer = refused({-220, "access_token is expired or removed"});
    } else {
        answer = message ? sent_on_zalo(stage, std::move(*message)) : refused(message.error());
    }
    stage.note_call({request, intents::ChannelKind::zalo, user, started}, answer);
    return answer;
}

}  // namespace motcua::gateway
