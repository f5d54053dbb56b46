// Puts the rooms of the emulator behind one listener.
#include "gateway/emulator/emulator.hpp"

#include <iterator>
#include <utility>

#include "gateway/emulator/account_api.hpp"
#include "gateway/emulator/messenger_send_api.hpp"
#include "gateway/emulator/page_api.hpp"
#include "gateway/emulator/web_reply_api.hpp"
#include "gateway/emulator/zalo_oauth_api.hpp"
#include "gateway/emulator/zalo_send_api.hpp"
#include "gateway/http/listener.hpp"
#include "gateway/http/router.hpp"

namespace motcua::gateway {
namespace {

ListenerSettings listener_settings(const EmulatorSettings& settings) {
    ListenerSettings listener;
    listener.address = settings.address;
    listener.port = settings.port;
    listener.threads = 2;
    listener.answer_time = std::chrono::seconds(25) + settings.webhook_time;  // the page may wait 20 s for news
    return listener;
}

std::vector<Route> routes_of(Stage& stage) {
    std::vector<Route> routes = page_file_routes();
    auto api = page_api_routes(stage);
    routes.insert(routes.end(), std::make_move_iterator(api.begin()), std::make_move_iterator(api.end()));
    auto accounts = account_routes(stage);
    routes.insert(routes.end(), std::make_move_iterator(accounts.begin()), std::make_move_iterator(accounts.end()));
    routes.push_back({"POST", "/v3.0/oa/message/cs", "Zalo's Send API",
                      [&stage](const Request& request, const Respond& respond) {
                          respond(zalo_send(stage, request));
                      }});
    routes.push_back({"POST", "/web/replies", "The web chat's replies",
                      [&stage](const Request& request, const Respond& respond) {
                          respond(web_reply(stage, request));
                      }});
    routes.push_back({"POST", "/v4/oa/access_token", "Zalo's OAuth: new tokens for a refresh token or a code",
                      [&stage](const Request& request, const Respond& respond) {
                          respond(zalo_tokens(stage, request));
                      }});
    routes.push_back({"GET", "/v4/oa/permission", "Zalo's OAuth: the consent link",
                      [&stage](const Request& request, const Respond& respond) {
                          respond(zalo_permission(stage, request));
                      }});
    routes.push_back({"POST", "/" + stage.settings().messenger.version + "/*", "Messenger's Send API",
                      [&stage](const Request& request, const Respond& respond) {
                          respond(messenger_send(stage, request));
                      }});
    return routes;
}

}  // namespace

struct Emulator::House {
    House(EmulatorSettings settings, adapters::HttpClient& client)
        : stage(std::move(settings), client),
          listener(listener_settings(stage.settings()), Router(routes_of(stage))) {}

    Stage stage;
    Listener listener;
};

Emulator::Emulator(EmulatorSettings settings, adapters::HttpClient& client)
    : house_(std::make_unique<House>(std::move(settings), client)) {}

Emulator::~Emulator() { stop(); }

void Emulator::start() { house_->listener.start(); }

std::uint16_t Emulator::port() const noexcept { return house_->listener.port(); }

void Emulator::stop() {
    house_->stage.stop_waiting();
    // The posts under way still owe the page an answer.
    house_->listener.stop(house_->stage.settings().webhook_time);
    house_->stage.stop_posting();
}

void Emulator::set_webhook_url(intents::ChannelKind channel, std::string url) {
    house_->stage.set_webhook_url(channel, std::move(url));
}

std::vector<Exchange> Emulator::exchanges() const { return house_->stage.log().all(); }

}  // namespace motcua::gateway
