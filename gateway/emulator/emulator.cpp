// Puts the rooms of the emulator behind one listener.
#include "gateway/emulator/emulator.hpp"

#include <iterator>
#include <utility>

#include "gateway/emulator/account_api.hpp"
#include "gateway/emulator/page_api.hpp"
#include "gateway/emulator/platform_event.hpp"
#include "gateway/emulator/run_door.hpp"
#include "gateway/emulator/send_door.hpp"
#include "gateway/emulator/web_reply_api.hpp"
#include "gateway/http/listener.hpp"
#include "gateway/http/router.hpp"

namespace motcua::gateway {
namespace {

ListenerSettings listener_settings(const EmulatorSettings& settings) {
    ListenerSettings listener;
    listener.address = settings.address;
    listener.port = settings.port;
    listener.threads = 2;
    listener.connections = 4096;
    listener.connections_per_peer = 4096;  // a gateway is one peer, and calls that are held stay open
    listener.idle_time = std::chrono::seconds(60);
    listener.answer_time = std::chrono::seconds(25) + settings.webhook_time;  // the page may wait 20 s for news
    return listener;
}

std::vector<Route> platforms_of(Stage& stage) {
    std::vector<Route> routes = send_door_routes(stage);
    auto accounts = account_routes(stage);
    routes.insert(routes.end(), std::make_move_iterator(accounts.begin()), std::make_move_iterator(accounts.end()));
    routes.push_back({"POST", "/web/replies", "The web chat's replies",
                      [&stage](const Request& request, const Respond& respond) { respond(web_reply(stage, request)); }});
    return routes;
}

std::vector<Route> routes_of(Stage& stage) {
    std::vector<Route> routes = page_file_routes();
    for (auto more : {page_api_routes(stage), with_runs(platforms_of(stage))}) {
        routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
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

void Emulator::act(const CitizenAct& act, std::function<void(const PostResult&)> done) {
    Stage& stage = house_->stage;
    const auto at = stage.now();
    stage.chats().touch(act.from, at);
    stage.deliver(act.from, event_of(stage, act, at), std::move(done));
}

void Emulator::rest_from_faults(bool resting) { house_->stage.dice().rest(resting); }
FaultCounts Emulator::faults_played() const { return house_->stage.dice().counts(); }
bool Emulator::is_subscribed(intents::ChannelKind channel) const { return house_->stage.courier().is_subscribed(channel); }

}  // namespace motcua::gateway
