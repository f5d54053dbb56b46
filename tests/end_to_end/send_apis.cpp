// Reads calls with the emulator's strict readers, so that a reply over a platform's limits fails a test.
#include "tests/end_to_end/send_apis.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "gateway/emulator/messenger_send_reader.hpp"
#include "gateway/emulator/zalo_send_reader.hpp"
#include "tests/end_to_end/events.hpp"

namespace motcua::tests {
namespace {

constexpr std::string_view zalo_path = "/v3.0/oa/message/cs";

gateway::ListenerSettings roomy() {
    gateway::ListenerSettings settings;
    settings.threads = 2;
    settings.idle_time = std::chrono::minutes(2);    // a connection that is closed while idle costs a second try
    settings.answer_time = std::chrono::minutes(2);  // a test may hold answers back
    return settings;
}

std::string messenger_path() { return "/v25.0/" + messenger_page().page_id + "/messages"; }

SentReply reply_of(const gateway::BotMessage& message, intents::ChannelKind channel, std::string token) {
    SentReply reply;
    reply.channel = channel;
    reply.user = message.user;
    reply.text = message.text;
    reply.buttons = message.buttons;
    reply.reference = message.metadata;
    reply.token = std::move(token);
    return reply;
}

std::optional<SentReply> read_thread_control(const gateway::Request& request) {
    const std::string page = "/v25.0/" + messenger_page().page_id + "/";
    for (const std::string control : {"pass", "take"}) {
        if (!request.path.ends_with(page + control + "_thread_control")) continue;
        const auto body = nlohmann::json::parse(request.body, nullptr, false);
        if (!body.is_object() || !body.contains("recipient")) return std::nullopt;
        if (control == "pass" && body.value("target_app_id", "") != "263902037430900") return std::nullopt;
        SentReply reply;
        reply.channel = intents::ChannelKind::messenger;
        reply.user = body["recipient"].value("id", "");
        reply.token = request.parameter("access_token");
        reply.control = control;
        return reply;
    }
    return std::nullopt;
}

std::optional<SentReply> read_call(const gateway::Request& request) {
    const std::string& path = request.path;
    if (path.ends_with(zalo_path)) {
        const auto message = gateway::read_zalo_send(request.body);
        if (!message) return std::nullopt;
        auto reply = reply_of(*message, intents::ChannelKind::zalo, std::string(request.header("access_token")));
        reply.run = path.substr(0, path.size() - zalo_path.size());
        return reply;
    }
    if (path.ends_with(messenger_path())) {
        const auto message = gateway::read_messenger_send(request.body);
        if (!message) return std::nullopt;
        auto reply = reply_of(*message, intents::ChannelKind::messenger, request.parameter("access_token"));
        reply.run = path.substr(0, path.size() - messenger_path().size());
        return reply;
    }
    return read_thread_control(request);
}

}  // namespace

SendApis::SendApis() : listener_(roomy(), [this](const auto& request, auto respond) { take(request, respond); }) {
    listener_.start();
}
SendApis::~SendApis() { listener_.stop(std::chrono::seconds(1)); }

void SendApis::accepted(const SentReply& reply, const gateway::Respond& respond) {
    if (!reply.control.empty()) return respond({.status = 200, .body = R"({"success":true})"});
    const bool zalo = reply.channel == intents::ChannelKind::zalo;
    respond({.status = 200,
             .body = zalo ? R"({"error":0,"message":"Success","data":{"message_id":"sent"}})"
                          : R"({"recipient_id":"1","message_id":"m_sent"})",
             .content_type = "application/json"});
}

void SendApis::answer_with(Answer answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
}

void SendApis::take(const gateway::Request& request, const gateway::Respond& respond) {
    const auto reply = read_call(request);
    Answer answer;
    {
        const std::lock_guard lock(mutex_);
        if (reply) {
            replies_.push_back(*reply);
            answer = answer_;
        } else {
            refused_.push_back(request.path + " " + request.body);
        }
    }
    changed_.notify_all();
    if (!reply) return respond({.status = 400, .body = "no call of a platform"});
    answer(*reply, respond);
}

SendApis::Replies SendApis::replies() const {
    const std::lock_guard lock(mutex_);
    return replies_;
}

SendApis::Replies SendApis::wait_for(std::size_t count, std::chrono::milliseconds limit) {
    wait_until([count](const Replies& replies) { return replies.size() >= count; }, limit);
    return replies();
}

bool SendApis::wait_until(const std::function<bool(const Replies&)>& condition, std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [&] { return condition(replies_); });
}

std::vector<std::string> SendApis::refused() const {
    const std::lock_guard lock(mutex_);
    return refused_;
}

}  // namespace motcua::tests
