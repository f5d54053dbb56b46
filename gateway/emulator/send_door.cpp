// Reads whom a call concerns, rolls the dice, lets the API answer, tells what reached a citizen.
#include "gateway/emulator/send_door.hpp"

#include <optional>
#include <utility>

#include "gateway/emulator/fault_answers.hpp"
#include "gateway/emulator/messenger_send_api.hpp"
#include "gateway/emulator/messenger_send_reader.hpp"
#include "gateway/emulator/run_door.hpp"
#include "gateway/emulator/zalo_oauth_api.hpp"
#include "gateway/emulator/zalo_send_api.hpp"
#include "gateway/emulator/zalo_send_reader.hpp"

namespace motcua::gateway {
namespace {

constexpr const char* zalo_send_path = "/v3.0/oa/message/cs";
constexpr const char* zalo_token_path = "/v4/oa/access_token";

/// A call of a Send API that has its form.
struct Call {
    intents::ChannelKind channel = intents::ChannelKind::zalo;
    std::optional<BotMessage> message;
    std::uint64_t run = 0;
};

Call call_of(const Request& request) {
    Call call;
    call.run = run_of(request);
    if (request.path == zalo_send_path) {
        if (auto message = read_zalo_send(request.body)) call.message = std::move(*message);
        return call;
    }
    call.channel = intents::ChannelKind::messenger;
    if (auto message = read_messenger_send(request.body)) call.message = std::move(*message);
    return call;
}

bool is_accepted(const Call& call, const Response& answer) {
    if (!call.message || call.message->action_only || answer.status != 200) return false;
    return call.channel == intents::ChannelKind::messenger || answer.body.find("\"error\":0,") != std::string::npos;
}

Response answered(Stage& stage, const Request& request, Call call, bool withheld) {
    const bool zalo = call.channel == intents::ChannelKind::zalo;
    Response answer = zalo ? zalo_send(stage, request) : messenger_send(stage, request);
    if (is_accepted(call, answer) && stage.settings().sent) {
        stage.settings().sent({call.channel, std::move(*call.message), call.run, withheld});
    }
    return answer;
}

void later(Stage& stage, std::chrono::milliseconds wait, const Respond& respond, Response answer) {
    stage.clock().after(wait, [respond, answer = std::move(answer)] { respond(answer); });
}

void note(Stage& stage, const Request& request, const Call& call, Response answer, SendFault fault) {
    const auto now = std::chrono::steady_clock::now();
    if (answer.hang_up) answer.status = 0;
    if (answer.body.empty()) answer.body = "(fault: " + std::string(name_of(fault)) + ")";
    stage.note_call({request, call.channel, call.message ? call.message->user : "", now}, answer);
}

void send(Stage& stage, const Request& request, const Respond& respond) {
    Call call = call_of(request);
    const SendFaults& plan = stage.settings().faults.sends;
    const bool has_person = call.message && !call.message->action_only;
    const SendFault fault = has_person ? stage.dice().next_send({call.channel, call.message->user}) : SendFault::none;
    const auto fail = [&](Response answer, std::chrono::milliseconds wait) {
        note(stage, request, call, answer, fault);
        if (wait.count() == 0) return respond(std::move(answer));
        later(stage, wait, respond, std::move(answer));
    };
    using std::chrono::milliseconds;
    switch (fault) {
        case SendFault::none: return respond(answered(stage, request, std::move(call), false));
        case SendFault::slow:
            return later(stage, plan.slow_time, respond, answered(stage, request, std::move(call), false));
        case SendFault::lost_answer:
            answered(stage, request, std::move(call), true);
            return later(stage, plan.lost_answer_time, respond, reset_answer());
        case SendFault::rate_limit: return fail(rate_limited_answer(stage, call.channel), milliseconds{0});
        case SendFault::token_expired: return fail(expired_answer(stage, call.channel), milliseconds{0});
        case SendFault::error_page: return fail(error_page_answer(), milliseconds{0});
        case SendFault::reset: return fail(reset_answer(), milliseconds{0});
        case SendFault::half_open: return fail(reset_answer(), plan.half_open_time);
    }
}

void renew(Stage& stage, const Request& request, const Respond& respond) {
    Response answer = zalo_tokens(stage, request);
    const bool made = answer.body.find("\"access_token\"") != std::string::npos;
    if (made && stage.dice().next_token_answer_is_lost()) {
        return later(stage, stage.settings().faults.sends.lost_answer_time, respond, reset_answer());
    }
    respond(std::move(answer));
}

}  // namespace

std::vector<Route> send_door_routes(Stage& stage) {
    const Handler sends = [&stage](const Request& request, const Respond& respond) { send(stage, request, respond); };
    return {
        {"POST", zalo_send_path, "Zalo's Send API", sends},
        {"POST", "/" + stage.settings().messenger.version + "/*", "Messenger's Send API", sends},
        {"POST", zalo_token_path, "Zalo's OAuth: new tokens for a refresh token or a code",
         [&stage](const Request& request, const Respond& respond) { renew(stage, request, respond); }},
        {"GET", "/v4/oa/permission", "Zalo's OAuth: the consent link",
         [&stage](const Request& request, const Respond& respond) { respond(zalo_permission(stage, request)); }},
    };
}

}  // namespace motcua::gateway
