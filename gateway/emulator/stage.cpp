// Delivers events to the gateway and records both directions.
#include "gateway/emulator/stage.hpp"

#include <utility>

#include "adapters/percent_encoding.hpp"

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
      zalo_token_desk_(settings_.zalo),
      run_(ids_.run()),
      zalo_url_(settings_.zalo.webhook_url),
      messenger_url_(settings_.messenger.webhook_url),
      web_url_(settings_.web.webhook_url),
      poster_(client, settings_.posters) {}

std::chrono::milliseconds Stage::now() const {
    if (settings_.now) return settings_.now();
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
}

void Stage::set_webhook_url(intents::ChannelKind channel, std::string url) {
    const std::lock_guard lock(urls_);
    if (channel == intents::ChannelKind::web) web_url_ = std::move(url);
    else (channel == intents::ChannelKind::zalo ? zalo_url_ : messenger_url_) = std::move(url);
}

std::string Stage::webhook_url(intents::ChannelKind channel) const {
    const std::lock_guard lock(urls_);
    if (channel == intents::ChannelKind::web) return web_url_;
    return channel == intents::ChannelKind::zalo ? zalo_url_ : messenger_url_;
}

void Stage::deliver(const ChatKey& person, SignedEvent event, EventPoster::Done done) {
    adapters::HttpRequest request;
    request.url = webhook_url(person.channel);
    request.headers = {{"Content-Type", "application/json"}, {event.signature_header, event.signature}};
    request.body = event.body;
    request.timeout = settings_.webhook_time;
    const auto at = now();
    auto log_and_tell = [this, person, at, event = std::move(event), done = std::move(done)](const PostResult& result) {
        Exchange exchange = exchange_of(result, person, at);
        exchange.what = event.name;
        exchange.request = event.body;
        exchange.signature = event.signature_header + ": " + event.signature;
        log_.add(std::move(exchange));
        if (done) done(result);
    };
    if (request.url.empty()) return log_and_tell({0, "", "no_webhook", std::chrono::microseconds{0}});
    poster_.post(person.user, std::move(request), std::move(log_and_tell));
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
    if (!has_url) return log_and_tell({0, "", "no_webhook", std::chrono::microseconds{0}});
    poster_.post(nobody.user, std::move(request), std::move(log_and_tell));
}

void Stage::appear(const ChatKey& person, const BotMessage& message, SignedEvent echo) {
    ChatMessage line;
    line.at = now();
    line.author = Author::bot;
    line.text = message.text;
    line.buttons = message.buttons;
    chats_.add(person, std::move(line));
    if (settings_.echoes && !echo.body.empty()) deliver(person, std::move(echo), {});
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
