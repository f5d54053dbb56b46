// An emulator and a small gateway beside it, both on loopback: it verifies, answers, and remembers.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "adapters/messenger/messenger_channel.hpp"
#include "adapters/wire_json.hpp"
#include "adapters/zalo/zalo_channel.hpp"
#include "gateway/emulator/emulator.hpp"
#include "gateway/http/listener.hpp"
#include "tests/gateway/emulator_people.hpp"

namespace motcua::tests {

/// A gateway in thirty lines: both channels, one fixed reply with two buttons.
class SmallGateway {
  public:
    SmallGateway(const gateway::EmulatorSettings& platforms, std::uint16_t emulator_port, adapters::HttpClient& http)
        : zalo_({{{platforms.zalo.app_id, {platforms.zalo.oa_secret}, {}}},
                 {{platforms.zalo.oa_id, adapters::fixed_token(platforms.zalo.access_token), "OA"}},
                 base(emulator_port)},
                http),
          messenger_({{{platforms.messenger.app_id, {platforms.messenger.app_secret},
                        platforms.messenger.verify_token}},
                      {{platforms.messenger.page_id, adapters::fixed_token(platforms.messenger.page_token), "Page", ""}},
                      base(emulator_port)},
                     http),
          listener_(two_threads(), [this](const auto& request, auto respond) { take(request, respond); }) {
        listener_.start();
    }

    std::string url(const std::string& path) const { return base(listener_.port()) + path; }
    void stop() { listener_.stop(std::chrono::seconds(5)); }
    void answer_with(kb::Reply reply) {
        const std::lock_guard lock(mutex_);
        reply_ = std::move(reply);
    }

    /// The events so far, once there are `count` or ten seconds have passed.
    std::vector<adapters::ChannelEvent> events(std::size_t count) {
        std::unique_lock lock(mutex_);
        arrived_.wait_for(lock, std::chrono::seconds(10), [&] { return events_.size() >= count; });
        return events_;
    }

  private:
    static std::string base(std::uint16_t port) { return "http://127.0.0.1:" + std::to_string(port); }
    static gateway::ListenerSettings two_threads() {
        gateway::ListenerSettings settings;
        settings.threads = 2;
        return settings;
    }

    void take(const gateway::Request& request, const gateway::Respond& respond) {
        adapters::Channel& channel = request.path == "/zalo" ? static_cast<adapters::Channel&>(zalo_) : messenger_;
        if (request.method == "GET") {
            const auto challenge = messenger_.challenge_answer(request.parameter("hub.mode"),
                                                               request.parameter("hub.verify_token"),
                                                               request.parameter("hub.challenge"));
            return respond({challenge ? 200 : 403, challenge.value_or("")});
        }
        const adapters::WebhookCall call{request.body, {request.headers.begin(), request.headers.end()}};
        if (channel.verify(call).state != adapters::SignatureState::valid) return respond({401, "signature"});
        const auto events = channel.events_of(request.body);
        respond({200, "EVENT_RECEIVED"});
        for (const auto& event : events) keep_and_answer(channel, event);
    }

    void keep_and_answer(adapters::Channel& channel, const adapters::ChannelEvent& event) {
        kb::Reply reply;
        {
            const std::lock_guard lock(mutex_);
            events_.push_back(event);
            reply = reply_;
            arrived_.notify_all();
        }
        if (event.kind != adapters::EventKind::message || reply.text.empty()) return;
        for (auto& part : channel.compose(event.message.envelope, {reply})) {
            adapters::TakenPart taken;
            taken.envelope = event.message.envelope;
            taken.part = std::move(part);
            channel.deliver(taken);
        }
    }

    adapters::ZaloChannel zalo_;
    adapters::MessengerChannel messenger_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<adapters::ChannelEvent> events_;
    kb::Reply reply_{"Cần giấy tờ: đơn và ảnh.", {{"Lệ phí", "#m:fee"}, {"Nơi nộp", "#m:place"}}};
    gateway::Listener listener_;
};

/// Both, introduced to each other, and a browser's way to ask the emulator.
class Town {
  public:
    explicit Town(gateway::EmulatorSettings settings = pretended())
        : emulator_(settings, http_), small_(settings, started_port(), http_) {
        emulator_.set_webhook_url(intents::ChannelKind::zalo, small_.url("/zalo"));
        emulator_.set_webhook_url(intents::ChannelKind::messenger, small_.url("/messenger"));
    }
    ~Town() {
        emulator_.stop();
        small_.stop();
    }
    Town& operator=(Town&&) = delete;  // neither copied nor moved

    gateway::Emulator& emulator() { return emulator_; }
    SmallGateway& gateway() { return small_; }

    adapters::HttpResponse get(const std::string& path) { return answer({"GET", url(path), {}, ""}); }
    adapters::HttpResponse post(const std::string& path, const std::string& json,
                                std::vector<std::pair<std::string, std::string>> headers = {}) {
        headers.emplace_back("Content-Type", "application/json");
        return answer({"POST", url(path), std::move(headers), json});
    }
    adapters::WireNode json_of(const adapters::HttpResponse& response) {
        return adapters::read_wire_json(response.body).value_or(adapters::WireNode{});
    }
    /// The chat from its start, once it has `count` messages or the emulator's patience ended.
    std::vector<adapters::WireNode> chat(const std::string& query, std::size_t count) {
        std::vector<adapters::WireNode> messages;
        for (int round = 0; messages.size() < count && round < 3; ++round) {
            const std::string after = std::to_string(messages.size());
            const auto news = json_of(get("/api/events?" + query + "&wait=20&after=" + after));
            const auto& list = news["messages"].children;
            messages.insert(messages.end(), list.begin(), list.end());
        }
        return messages;
    }

  private:
    std::uint16_t started_port() {
        emulator_.start();
        return emulator_.port();
    }
    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(emulator_.port()) + path;
    }
    adapters::HttpResponse answer(adapters::HttpRequest request) {
        request.timeout = std::chrono::seconds(30);
        return http_.send(request).value_or(adapters::HttpResponse{});
    }

    adapters::CpprestHttpClient http_;
    gateway::Emulator emulator_;
    SmallGateway small_;
};

}  // namespace motcua::tests
