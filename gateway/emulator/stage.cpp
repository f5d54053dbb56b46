// Delivers events to the gateway and records both directions.
#include "gateway/emulator/stage.hpp"

#include <algorithm>
#include <utility>

#include "adapters/percent_encoding.hpp"
#include "gateway/emulator/messenger_event.hpp"

namespace motcua::gateway {
namespace {

std::vector<std::string> secrets_of(const EmulatorSettings& settings) {
    return {settings.zalo.oa_secret, settings.zalo.access_token, settings.zalo.app_secret,
            settings.zalo.refresh_token, settings.messenger.page_token,
            settings.messenger.app_secret, settings.messenger.verify_token,
            settings.web.secret};
}

Exchange exchange_of(const PostResult& result, const ChatKey& person, std::chrono::milliseconds at) {
    Exchange exchange;
    exchange.at = at;
    exchange.took = result.took;
    exchange.channel = person.channel;
    exchange.direction = Direction::to_gateway;
    exchange.user = person.user;
    exchange.status = result.status;
    exchange.response = result.body;
    exchange.problem = result.problem;
    return exchange;
}

}  // namespace

Stage::Stage(EmulatorSettings settings, adapters::HttpClient& client)
    : settings_(std::move(settings)),
      chats_(settings_.chats, settings_.messages),
      log_(settings_.exchanges, secrets_of(settings_)),
      ids_(settings_.seed),
      zalo_token_desk_(settings_.zalo, settings_.faults.oauth),
      run_(ids_.run()),
      zalo_url_(settings_.zalo.webhook_url),
      messenger_url_(settings_.messenger.webhook_url),
      web_url_(settings_.web.webhook_url),
      dice_(settings_.faults, settings_.seed),
      courier_(settings_.faults, dice_, ways(), poster_, clock_),
      poster_(client, settings_.posters) {}

Stage::~Stage() { stop_posting(); }

void Stage::stop_posting() {
    clock_.stop();  // before what its alarms use
    poster_.stop();
}

std::chrono::milliseconds Stage::now() const {
    const auto here = settings_.now ? settings_.now()
                                    : std::chrono::duration_cast<std::chrono::milliseconds>(
                                          std::chrono::system_clock::now().time_since_epoch());
    return here + settings_.faults.clock_skew;
}

void Stage::set_webhook_url(intents::ChannelKind channel, std::string url) {
    const std::lock_guard lock(urls_);
    if (channel == intents::ChannelKind::web) web_url_ = std::move(url);
    else (channel == intents::ChannelKind::zalo ? zalo_url_ : messenger_url_) = std::move(url);
}

std::string Stage::webhook_url(intents::ChannelKind channel) const {
    if (settings_.webhook_finder) return settings_.webhook_finder(channel);
    const std::lock_guard lock(urls_);
    if (channel == intents::ChannelKind::web) return web_url_;
    return channel == intents::ChannelKind::zalo ? zalo_url_ : messenger_url_;
}

adapters::HttpRequest Stage::request_of(intents::ChannelKind channel, const SignedEvent& event, int attempt) const {
    const bool zalo = channel == intents::ChannelKind::zalo;
    const DeliveryRules& rules = settings_.faults.delivery;
    adapters::HttpRequest request;
    request.url = webhook_url(channel);
    request.headers = {{"Content-Type", "application/json"}, {event.signature_header, event.signature}};
    if (zalo && attempt > 1) request.headers.emplace_back("num_retry", std::to_string(attempt - 1));  // zalo-oa 3
    request.body = event.body;
    request.timeout = std::min(settings_.webhook_time, zalo ? rules.zalo_deadline : rules.messenger_deadline);
    return request;
}

void Stage::note_post(const ChatKey& person, const SignedEvent& event, const PostResult& result) {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(result.took);
    Exchange exchange = exchange_of(result, person, now() - took);
    exchange.what = event.name;
    if (result.attempt > 1) exchange.what += " (attempt " + std::to_string(result.attempt) + ")";
    exchange.request = event.body;
    exchange.signature = event.signature_header + ": " + event.signature;
    log_.add(std::move(exchange));
}

CourierWays Stage::ways() {
    return {[this](auto channel, const auto& event, int attempt) { return request_of(channel, event, attempt); },
            [this](const auto& events) { return messenger_batch(settings_.messenger, events); },
            [this](const auto& person, const auto& event, const auto& result) { note_post(person, event, result); }};
}

void Stage::deliver(const ChatKey& person, SignedEvent event, EventPoster::Done done) {
    courier_.send(person, std::move(event), false, std::move(done));
}

void Stage::shake_hands(std::function<void(const PostResult&, const std::string& challenge)> done) {
    const ChatKey nobody{intents::ChannelKind::messenger, ""};
    const std::string challenge = ids_.challenge();
    adapters::HttpRequest request;
    request.method = "GET";
    request.url = webhook_url(nobody.channel);
    const bool has_url = !request.url.empty();
    request.url += "?hub.mode=subscribe&hub.challenge=" + challenge +
                   "&hub.verify_token=" + adapters::percent_encoded(settings_.messenger.verify_token);
    request.timeout = settings_.webhook_time;
    const auto at = now();
    auto log_and_tell = [this, nobody, at, challenge, done = std::move(done)](const PostResult& result) {
        Exchange exchange = exchange_of(result, nobody, at);
        exchange.what = "GET hub.challenge";
        exchange.request = "hub.mode=subscribe\nhub.challenge=" + challenge + "\nhub.verify_token=•••";
        log_.add(std::move(exchange));
        done(result, challenge);
    };
    if (!has_url) {
        PostResult nowhere;
        nowhere.problem = "no_webhook";
        return log_and_tell(nowhere);
    }
    poster_.post(nobody.user, std::move(request), std::move(log_and_tell));
}

void Stage::appear(const ChatKey& person, const BotMessage& message, SignedEvent echo) {
    ChatMessage line;
    line.at = now();
    line.author = Author::bot;
    line.text = message.text;
    line.buttons = message.buttons;
    chats_.add(person, std::move(line));
    if (settings_.echoes && !echo.body.empty()) courier_.send(person, std::move(echo), true, {});
}

void Stage::note_call(const ApiCall& call, const Response& answer) {
    Exchange exchange;
    exchange.took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - call.started);
    exchange.at = now() - std::chrono::duration_cast<std::chrono::milliseconds>(exchange.took);
    exchange.channel = call.channel;
    exchange.direction = Direction::from_gateway;
    exchange.what = call.request.method + " " + call.request.path;
    exchange.user = call.user;
    exchange.status = answer.status;
    exchange.request = call.request.body;
    exchange.response = answer.body;
    log_.add(std::move(exchange));
}

}  // namespace motcua::gateway
