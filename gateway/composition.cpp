// Builds queue, knowledge, channels, receivers, workers, senders and listeners from the settings.
#include "gateway/composition.hpp"

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "adapters/messenger/messenger_channel.hpp"
#include "adapters/web/web_channel.hpp"
#include "adapters/zalo/zalo_channel.hpp"
#include "gateway/channels/noted_channel.hpp"
#include "gateway/channels/site_proof.hpp"
#include "gateway/conversation/phrases.hpp"
#include "gateway/http/listener.hpp"
#include "gateway/http/router.hpp"
#include "gateway/knowledge/current_snapshot.hpp"
#include "gateway/messenger_pages.hpp"
#include "gateway/ops/log.hpp"
#include "gateway/ops/metrics.hpp"
#include "gateway/ops/ops_routes.hpp"
#include "gateway/shared_index.hpp"
#include "gateway/stores.hpp"
#include "gateway/webhook/echo_desk.hpp"
#include "gateway/webhook/human_watch.hpp"
#include "gateway/webhook/receiver.hpp"
#include "gateway/webhook/sender.hpp"
#include "gateway/webhook/worker.hpp"
#include "gateway/zalo_tokens.hpp"

namespace motcua::gateway {
namespace {

constexpr std::chrono::milliseconds drain_time{8000};
constexpr std::chrono::milliseconds knowledge_watch{2000};
constexpr std::chrono::milliseconds notes_period{2000};

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
    return std::make_unique<adapters::MessengerChannel>(messenger_settings(config), client);
}

std::unique_ptr<adapters::WebChannel> web_from(const WebChat& chat, adapters::HttpClient& client) {
    if (chat.secret.empty()) return nullptr;
    adapters::WebSettings settings{.secrets = {chat.secret}, .accounts = {chat.account}, .reply_url = chat.reply_url};
    if (!chat.secret_previous.empty()) settings.secrets.push_back(chat.secret_previous);
    return std::make_unique<adapters::WebChannel>(std::move(settings), client);
}

std::vector<Subscription> watched(const Config& config, adapters::HttpClient& client) {
    if (config.messenger_apps.empty()) return {};
    return subscriptions_of(std::make_shared<adapters::MessengerPageApi>(messenger_settings(config), client));
}

std::vector<AccountNotes::Account> accounts_of(const Config& config) {
    std::vector<AccountNotes::Account> accounts;
    for (const auto& account : config.zalo_accounts) accounts.emplace_back(intents::ChannelKind::zalo, account.oa_id);
    for (const auto& page : config.messenger_pages) accounts.emplace_back(intents::ChannelKind::messenger, page.page_id);
    if (!config.web.secret.empty()) accounts.emplace_back(intents::ChannelKind::web, config.web.account);
    return accounts;
}

/// People read along where the gateway serves: a citizen who asks for one is told to wait.
Office office_from(const Config& config) {
    Office office = config.office;
    office.wait = config.human_wait;
    return office;
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
        : shared_index(shared_index_of(config.cluster)),
          knowledge(config.data, office_from(config), index_maker()),
          stores(config),
          queue(stores.queue([this](bool away, const std::string& detail) { metrics.stores().turned(away, detail); })),
          tokens(config, client),
          zalo(zalo_from(config, tokens, client)),
          messenger(messenger_from(config, client)),
          web(web_from(config.web, client)),
          ledger(stores.ledger()),
          notes(accounts_of(config), *ledger, [this](const std::string&) { metrics.failed("account_ledger"); }),
          workers(queue->inbox(), channels(), [this] { return conversation(); }, metrics),
          senders(queue->outbox(), channels(), {.threads = config.senders, .age_limit = config.answer_age}, metrics),
          human_watch(queue->desk(), channels(), nobody_came_reply(config.office), metrics),
          token_keeper(tokens.chains(), metrics),
          watch(watched(config, client),
                {.period = config.care.check, .renews = config.care.resubscribe, .seed = std::random_device{}()}, metrics,
                stores.lease("subscriptions", 2 * config.care.check)),
          safety(stores.safety(), metrics.stores(), config.redis.check),
          worker_threads(config.workers),
          webhook_router(webhook_routes(config)),
          ops_router(ops_routes(ops_sources())) {
        webhook.emplace(listener_from(config.webhook), [this](const Request& request, const Respond& respond) {
            webhook_router(request, respond);
        });
        ops.emplace(listener_from(config.ops), [this](const Request& request, const Respond& respond) {
            ops_router(request, respond);
        });
    }

    IndexMaker index_maker() { return shared_index ? shared_index->with_fallback(index_health) : IndexMaker{}; }

    OpsSources ops_sources() {
        OpsSources sources{metrics, *queue, safety, [this] { return knowledge.get(); }, [this] { return webhook->counts(); }};
        if (!shared_index) return sources;
        sources.index = &index_health;
        sources.cluster = [this] { return shared_index->transport().figures(); };
        return sources;
    }

    Channels channels() {
        Channels all;
        for (adapters::Channel* channel : std::initializer_list<adapters::Channel*>{zalo.get(), messenger.get(), web.get()}) {
            if (channel != nullptr) all[channel->kind()] = &noted(*channel);
        }
        return all;
    }

    adapters::Channel& noted(adapters::Channel& channel) {
        return noted_channels.try_emplace(channel.kind(), channel, notes).first->second;
    }

    /// Keeps the snapshot alive for as long as its conversation is used.
    std::shared_ptr<const Conversation> conversation() const {
        auto snapshot = knowledge.get();
        const Conversation* inside = &snapshot->conversation();
        return {std::move(snapshot), inside};
    }

    /// Of both platforms; a consent that was taken back is written into the account's chain.
    AlarmBell bell() {
        return [this](intents::ChannelKind channel, const adapters::ChannelEvent& event) {
            metrics.alarm(channel, event);
            if (channel != intents::ChannelKind::zalo || event.detail != "revoked") return true;
            const auto& envelope = event.message.envelope;
            const bool is_timed = envelope.sent_at.count() > 0;
            return tokens.revoked(envelope.account,
                                  is_timed ? adapters::TimePoint(envelope.sent_at) : adapters::Clock::now());
        };
    }

    std::vector<Route> webhook_routes(const Config& config) {
        std::vector<Route> routes = site_proof_routes(config.care.zalo_verifier);
        routes.push_back({"GET", "/healthz", "Tells a load balancer that this process listens",
                          [](const Request&, const Respond& respond) { respond({.status = 200, .body = "ok\n"}); }});
        if (zalo) {
            zalo_receiver.emplace(noted(*zalo), queue->inbox(), queue->desk(), bell(), metrics);
            routes.push_back({"POST", zalo_webhook_path, "Zalo's events",
                              [this](const Request& request, const Respond& respond) { zalo_receiver->receive(request, respond); }});
            routes.push_back({"GET", zalo_webhook_path, "Zalo has no handshake; a look from a browser gets 200",
                              [](const Request&, const Respond& respond) { respond({.status = 200}); }});
        }
        if (messenger) {
            messenger_receiver.emplace(noted(*messenger), queue->inbox(), queue->desk(), bell(), metrics, &echoes);
            routes.push_back({"POST", messenger_webhook_path, "Messenger's events",
                              [this](const Request& request, const Respond& respond) { messenger_receiver->receive(request, respond); }});
            routes.push_back({"GET", messenger_webhook_path, "Meta's handshake",
                              [this](const Request& request, const Respond& respond) { shake_hands(*messenger, request, respond); }});
        }
        if (web) {
            web_receiver.emplace(noted(*web), queue->inbox(), queue->desk(), bell(), metrics);
            routes.push_back({"POST", web_webhook_path, "The web chat's messages",
                              [this](const Request& request, const Respond& respond) { web_receiver->receive(request, respond); }});
        }
        return routes;
    }

    // In the order of use: what is destroyed first uses what stands above it.
    Metrics metrics;
    IndexHealth index_health{metrics.index()};
    std::unique_ptr<SharedIndex> shared_index;
    CurrentSnapshot knowledge;
    Stores stores;
    std::unique_ptr<Queue> queue;
    ZaloTokens tokens;
    std::unique_ptr<adapters::ZaloChannel> zalo;
    std::unique_ptr<adapters::MessengerChannel> messenger;
    std::unique_ptr<adapters::WebChannel> web;
    std::unique_ptr<adapters::AccountLedger> ledger;
    AccountNotes notes;
    std::map<intents::ChannelKind, NotedChannel> noted_channels;
    EchoDesk echoes{queue->outbox(), metrics};
    std::optional<Receiver> zalo_receiver;
    std::optional<Receiver> messenger_receiver;
    std::optional<Receiver> web_receiver;
    Workers workers;
    Senders senders;
    HumanWatch human_watch;
    TokenKeeper token_keeper;
    SubscriptionWatch watch;
    SafetyWatch safety;
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
    parts_->notes.start(notes_period);
    parts_->watch.start();
    parts_->safety.start();
    parts_->senders.start();
    parts_->human_watch.start();
    parts_->workers.start(parts_->worker_threads);
    parts_->webhook->start();
    parts_->ops->start();
    log_event(LogLevel::info, "started", {{"webhook_port", std::int64_t{webhook_port()}}, {"ops_port", std::int64_t{ops_port()}}});
}

void Gateway::stop() {
    parts_->token_keeper.ask_to_stop();
    parts_->webhook->stop(drain_time);
    parts_->human_watch.stop();
    parts_->workers.stop();
    parts_->senders.stop();
    parts_->token_keeper.stop();
    parts_->notes.stop();
    parts_->watch.stop();
    parts_->safety.stop();
    parts_->ops->stop(std::chrono::milliseconds(500));
}

std::shared_ptr<const std::atomic<bool>> Gateway::renewing_tokens() const { return parts_->token_keeper.at_work(); }

std::uint16_t Gateway::webhook_port() const noexcept { return parts_->webhook->port(); }
std::uint16_t Gateway::ops_port() const noexcept { return parts_->ops->port(); }

}  // namespace motcua::gateway
