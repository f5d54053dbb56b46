// Builds queue, knowledge, channels, receivers, workers, senders and listeners from the settings.
#include "gateway/composition.hpp"

#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "adapters/messenger/messenger_channel.hpp"
#include "adapters/sqlite/sqlite_queue.hpp"
#include "adapters/zalo/zalo_channel.hpp"
#include "gateway/http/listener.hpp"
#include "gateway/http/router.hpp"
#include "gateway/knowledge/current_snapshot.hpp"
#include "gateway/ops/log.hpp"
#include "gateway/ops/metrics.hpp"
#include "gateway/ops/ops_routes.hpp"
#include "gateway/webhook/echo_desk.hpp"
#include "gateway/webhook/receiver.hpp"
#include "gateway/webhook/sender.hpp"
#include "gateway/webhook/worker.hpp"
#include "gateway/zalo_tokens.hpp"

namespace motcua::gateway {
namespace {

constexpr std::chrono::milliseconds drain_time{8000};
constexpr std::chrono::milliseconds knowledge_watch{2000};

/// The account's chain, or the token of the settings.
adapters::TokenSource token_of(const ZaloAccountKeys& keys, const ZaloTokens& tokens) {
    if (auto chain = tokens.chain_of(keys.oa_id)) return chain;
    return adapters::fixed_token(keys.access_token, "zalo.account.access_token");
}

std::unique_ptr<adapters::ZaloChannel> zalo_from(const Config& config, const ZaloTokens& tokens, adapters::HttpClient& client) {
    if (config.zalo_apps.empty()) return nullptr;
    adapters::ZaloSettings settings;
    settings.base_url = config.zalo_api;
    for (const ZaloAppKeys& keys : config.zalo_apps) {
        adapters::ZaloApp app{keys.app_id, {keys.oa_secret}, std::nullopt};
        if (!keys.oa_secret_previous.empty()) app.oa_secrets.push_back(keys.oa_secret_previous);
        if (!keys.app_secret.empty()) app.app_secret = keys.app_secret;
        settings.apps.push_back(std::move(app));
    }
    for (const ZaloAccountKeys& keys : config.zalo_accounts) {
        settings.accounts.push_back({keys.oa_id, token_of(keys, tokens), keys.name});
    }
    return std::make_unique<adapters::ZaloChannel>(std::move(settings), client);
}

std::unique_ptr<adapters::MessengerChannel> messenger_from(const Config& config, adapters::HttpClient& client) {
    if (config.messenger_apps.empty()) return nullptr;
    adapters::MessengerSettings settings;
    settings.base_url = config.messenger_api;
    settings.graph_version = config.messenger_version;
    for (const MessengerAppKeys& keys : config.messenger_apps) {
        adapters::MessengerApp app{keys.app_id, {keys.app_secret}, keys.verify_token};
        if (!keys.app_secret_previous.empty()) app.app_secrets.push_back(keys.app_secret_previous);
        settings.apps.push_back(std::move(app));
    }
    for (const MessengerPageKeys& keys : config.messenger_pages) {
        settings.pages.push_back(
            {keys.page_id, adapters::fixed_token(keys.access_token, "messenger.page.access_token"), keys.name, {}});
    }
    return std::make_unique<adapters::MessengerChannel>(std::move(settings), client);
}

ListenerSettings listener_from(const ListenSettings& chosen) {
    ListenerSettings settings;
    settings.address = chosen.address;
    settings.port = chosen.port;
    settings.threads = chosen.threads;
    settings.connections = chosen.connections;
    settings.connections_per_peer = chosen.connections_per_peer == 0 ? chosen.connections : chosen.connections_per_peer;
    return settings;
}

void shake_hands(const adapters::MessengerChannel& channel, const Request& request, const Respond& respond) {
    const auto answer = channel.challenge_answer(request.parameter("hub.mode"), request.parameter("hub.verify_token"),
                                                 request.parameter("hub.challenge"));
    respond(answer ? Response{.status = 200, .body = *answer} : Response{.status = 403, .body = "forbidden\n"});
}

}  // namespace

struct Gateway::Parts {
    Parts(const Config& config, adapters::HttpClient& client)
        : knowledge(config.data, config.office),
          queue(config.data / "queue.db", {.waiting_bound = config.queue_bound, .settle = config.settle}),
          tokens(config, client),
          zalo(zalo_from(config, tokens, client)),
          messenger(messenger_from(config, client)),
          workers(queue.inbox(), channels(), [this] { return conversation(); }, metrics),
          senders(queue.outbox(), channels(), {.threads = config.senders, .age_limit = config.answer_age}, metrics),
          token_keeper(tokens.chains(), metrics),
          worker_threads(config.workers),
          webhook_router(webhook_routes()),
          ops_router(ops_routes(
              {metrics, queue.inbox(), [this] { return knowledge.get(); }, [this] { return webhook->counts(); }})) {
        webhook.emplace(listener_from(config.webhook), [this](const Request& request, const Respond& respond) {
            webhook_router(request, respond);
        });
        ops.emplace(listener_from(config.ops), [this](const Request& request, const Respond& respond) {
            ops_router(request, respond);
        });
    }

    Channels channels() const {
        Channels all;
        if (zalo) all[intents::ChannelKind::zalo] = zalo.get();
        if (messenger) all[intents::ChannelKind::messenger] = messenger.get();
        return all;
    }

    /// Keeps the snapshot alive for as long as its conversation is used.
    std::shared_ptr<const Conversation> conversation() const {
        auto snapshot = knowledge.get();
        const Conversation* inside = &snapshot->conversation();
        return {std::move(snapshot), inside};
    }

    std::vector<Route> webhook_routes() {
        std::vector<Route> routes;
        routes.push_back({"GET", "/healthz", "Tells a load balancer that this process listens",
                          [](const Request&, const Respond& respond) { respond({.status = 200, .body = "ok\n"}); }});
        if (zalo) {
            zalo_receiver.emplace(*zalo, queue.inbox(), metrics);
            routes.push_back({"POST", zalo_webhook_path, "Zalo's events",
                              [this](const Request& request, const Respond& respond) { zalo_receiver->receive(request, respond); }});
            routes.push_back({"GET", zalo_webhook_path, "Zalo has no handshake; a look from a browser gets 200",
                              [](const Request&, const Respond& respond) { respond({.status = 200}); }});
        }
        if (messenger) {
            messenger_receiver.emplace(*messenger, queue.inbox(), metrics, &echoes);
            routes.push_back({"POST", messenger_webhook_path, "Messenger's events",
                              [this](const Request& request, const Respond& respond) { messenger_receiver->receive(request, respond); }});
            routes.push_back({"GET", messenger_webhook_path, "Meta's handshake",
                              [this](const Request& request, const Respond& respond) { shake_hands(*messenger, request, respond); }});
        }
        return routes;
    }

    // In the order of use: what is destroyed first uses what stands above it.
    Metrics metrics;
    CurrentSnapshot knowledge;
    adapters::SqliteQueue queue;
    ZaloTokens tokens;
    std::unique_ptr<adapters::ZaloChannel> zalo;
    std::unique_ptr<adapters::MessengerChannel> messenger;
    EchoDesk echoes{queue.outbox(), metrics};
    std::optional<Receiver> zalo_receiver;
    std::optional<Receiver> messenger_receiver;
    Workers workers;
    Senders senders;
    TokenKeeper token_keeper;
    int worker_threads;
    Router webhook_router;
    Router ops_router;
    std::optional<Listener> webhook;
    std::optional<Listener> ops;
};

Gateway::Gateway(const Config& config, adapters::HttpClient& client) : parts_(std::make_unique<Parts>(config, client)) {}
Gateway::~Gateway() { stop(); }

void Gateway::start() {
    parts_->knowledge.start_watching(knowledge_watch);
    parts_->token_keeper.start();
    parts_->senders.start();
    parts_->workers.start(parts_->worker_threads);
    parts_->webhook->start();
    parts_->ops->start();
    log_event(LogLevel::info, "started", {{"webhook_port", std::int64_t{webhook_port()}}, {"ops_port", std::int64_t{ops_port()}}});
}

void Gateway::stop() {
    parts_->token_keeper.ask_to_stop();
    parts_->webhook->stop(drain_time);
    parts_->workers.stop();
    parts_->senders.stop();
    parts_->token_keeper.stop();
    parts_->ops->stop(std::chrono::milliseconds(500));
}

std::shared_ptr<const std::atomic<bool>> Gateway::renewing_tokens() const { return parts_->token_keeper.at_work(); }

std::uint16_t Gateway::webhook_port() const noexcept { return parts_->webhook->port(); }
std::uint16_t Gateway::ops_port() const noexcept { return parts_->ops->port(); }

}  // namespace motcua::gateway
