// The page's questions and their answers.
#include "gateway/emulator/page_api.hpp"

#include <algorithm>
#include <charconv>

#include "gateway/emulator/citizen_act.hpp"
#include "gateway/emulator/page_json.hpp"
#include "gateway/emulator/platform_event.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t most_lines = 200;  // of the log in one answer
constexpr std::uint64_t most_patience_s = 20;

std::uint64_t number_of(const Request& request, std::string_view name) {
    const std::string text = request.parameter(name);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

/// A page of another site can post only what needs no preflight, and JSON needs one.
bool is_json(const Request& request) {
    return request.header("content-type").substr(0, 16) == "application/json";
}

void send_act(Stage& stage, const Request& request, const Respond& respond) {
    if (!is_json(request)) return respond(problem_response(415, "Content-Type: application/json"));
    const auto act = read_act(request.body);
    if (!act) return respond(problem_response(400, act.error()));
    const auto at = stage.now();
    const ChatKey person = act->from;
    stage.chats().touch(person, at);
    const auto sequence = stage.chats().add(person, shown(*act, at));
    stage.deliver(person, event_of(stage, *act, at), [&stage, person, sequence, respond](const PostResult& result) {
        stage.chats().set_delivery(person, sequence, result.status == 0 ? -1 : result.status);
        respond(sent_response(sequence, result));
    });
}

void agent(Stage& stage, const Request& request, const Respond& respond) {
    if (!is_json(request)) return respond(problem_response(415, "Content-Type: application/json"));
    const auto act = read_agent_act(request.body);
    if (!act) return respond(problem_response(400, act.error()));
    const auto at = stage.now();
    ChatMessage line = shown(*act, at);
    line.author = Author::agent;
    const auto sequence = stage.chats().add(act->from, std::move(line));
    stage.deliver(act->from, agent_echo_of(stage, *act, at),
                  [sequence, respond](const PostResult& result) { respond(sent_response(sequence, result)); });
}

void events(Stage& stage, const Request& request, const Respond& respond) {
    const auto channel = intents::channel_from(request.parameter("channel"));
    const std::string user = request.parameter("user");
    if (!channel || user.empty()) return respond(problem_response(400, "channel and user are needed"));
    const std::chrono::seconds patience(std::min(number_of(request, "wait"), most_patience_s));
    stage.chats().when_after({*channel, user}, number_of(request, "after"), patience,
                             [&stage, respond](const ChatBook::Messages& messages) {
                                 respond(messages_response(stage.run(), messages));
                             });
}

void log(Stage& stage, const Request& request, const Respond& respond) {
    respond(exchanges_response(stage.run(), stage.log().after(number_of(request, "after"), most_lines)));
}

void handshake(Stage& stage, const Request& request, const Respond& respond) {
    if (!is_json(request)) return respond(problem_response(415, "Content-Type: application/json"));
    stage.shake_hands([respond](const PostResult& result, const std::string& challenge) {
        respond(handshake_response(result, challenge));
    });
}

void subscribe(Stage& stage, const Request& request, const Respond& respond) {
    if (!is_json(request)) return respond(problem_response(415, "Content-Type: application/json"));
    stage.courier().subscribe(intents::ChannelKind::zalo);
    stage.courier().subscribe(intents::ChannelKind::messenger);
    respond(subscribed_response());
}

Handler with(Stage& stage, void (*answer)(Stage&, const Request&, const Respond&)) {
    return [&stage, answer](const Request& request, const Respond& respond) { answer(stage, request, respond); };
}

}  // namespace

std::vector<Route> page_api_routes(Stage& stage) {
    return {
        {"POST", "/api/send", "A citizen writes, presses a button or sends a file", with(stage, send_act)},
        {"POST", "/api/agent", "A person of the office writes in the platform's own inbox", with(stage, agent)},
        {"GET", "/api/events", "The messages of one chat after a sequence number", with(stage, events)},
        {"GET", "/api/log", "The exchanges with the gateway after a number", with(stage, log)},
        {"POST", "/api/subscribe", "The webhooks get events again after they were given up", with(stage, subscribe)},
        {"POST", "/api/handshake", "Meta's check of the webhook's address", with(stage, handshake)},
    };
}

}  // namespace motcua::gateway
