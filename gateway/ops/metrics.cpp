// prometheus-cpp behind the observers; what a person must know is told in the log, and bad signatures not one by one.
#include "gateway/ops/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <string>
#include <utility>

#include "adapters/incoming_event.hpp"
#include "gateway/ops/log.hpp"
#include "gateway/ops/metric_families.hpp"
#include "gateway/ops/send_metrics.hpp"
#include "gateway/ops/signature_alarm.hpp"

namespace motcua::gateway {
namespace {

using Labels = MetricLabels;

/// Of an account of ours; in no state when the vault cannot be read.
void show_chain(prometheus::Family<prometheus::Gauge>& family, const std::string& account, const adapters::Tending& tending) {
    using adapters::ChainState;
    const bool is_unknown = tending.what == adapters::Tended::vault_failed || tending.what == adapters::Tended::unsaved;
    const auto state = tending.status ? tending.status->state : ChainState::needs_consent;
    for (const auto each : {ChainState::ready, ChainState::refreshing, ChainState::needs_consent}) {
        family.Add({{"account", account}, {"state", std::string(adapters::name_of(each))}}).Set(!is_unknown && each == state ? 1 : 0);
    }
}

bool is_attempt(adapters::Tended what, bool is_new) noexcept {
    using adapters::Tended;
    if (what == Tended::at_rest || what == Tended::waiting) return false;
    const bool lasts = what == Tended::consent_needed || what == Tended::unsaved || what == Tended::vault_failed;
    return is_new || !lasts;
}

}  // namespace

struct Metrics::Families {
    prometheus::Registry registry;
    SendMetrics sends{registry};
    IndexMetrics index{registry};
    StoreMetrics stores{registry};
    prometheus::Family<prometheus::Counter>& signatures =
        counter_family(registry, "motcua_webhook_signatures_total", "Webhook calls by what their signature turned out to be");
    prometheus::Family<prometheus::Counter>& events =
        counter_family(registry, "motcua_events_total", "Events of the platforms by kind");
    prometheus::Family<prometheus::Counter>& refusals =
        counter_family(registry, "motcua_refusals_total", "Messages refused by the guard, by rule; nothing of them is kept");
    prometheus::Family<prometheus::Counter>& appends =
        counter_family(registry, "motcua_inbox_events_total", "Events offered to the inbox, by result");
    prometheus::Family<prometheus::Counter>& outcomes =
        counter_family(registry, "motcua_outcomes_total", "Messages by how they ended; each ends in exactly one");
    prometheus::Family<prometheus::Counter>& deliveries =
        counter_family(registry, "motcua_deliveries_total", "Calls to a Send API by fate");
    prometheus::Family<prometheus::Counter>& dead =
        counter_family(registry, "motcua_dead_letters_total", "Replies given up; see `motcua dead list`");
    prometheus::Family<prometheus::Counter>& failures =
        counter_family(registry, "motcua_failures_total", "Failures of our own parts, by part");
    prometheus::Family<prometheus::Counter>& persons =
        counter_family(registry, "motcua_person_wanted_total", "Citizens who asked for a person, and for how many nobody came");
    prometheus::Family<prometheus::Gauge>& people =
        gauge_family(registry, "motcua_people", "Conversations with a person or waiting for one; parts dropped for them");
    prometheus::Family<prometheus::Gauge>& queue = gauge_family(registry, "motcua_queue", "What waits, by queue");
    prometheus::Family<prometheus::Gauge>& http = gauge_family(registry, "motcua_http", "Counts of the webhook listener");
    prometheus::Family<prometheus::Counter>& token_attempts =
        counter_family(registry, "motcua_token_attempts_total", "Attempts to renew an account's tokens, by outcome");
    prometheus::Family<prometheus::Gauge>& token_chain =
        gauge_family(registry, "motcua_token_chain", "1 for the state that an account's token chain is in");
    prometheus::Family<prometheus::Gauge>& token_failures =
        gauge_family(registry, "motcua_token_failures", "Attempts to renew an account's tokens that failed since the last success");
    prometheus::Family<prometheus::Gauge>& token_expires =
        gauge_family(registry, "motcua_token_expires_seconds", "When an account's access token ends, in seconds since 1970");
    std::map<std::string, adapters::Tended> last_tended;  // by account
    prometheus::Family<prometheus::Counter>& alarms =
        counter_family(registry, "motcua_alarms_total", "What a person must look at, counted when it sets in");
    prometheus::Family<prometheus::Gauge>& subscriptions =
        gauge_family(registry, "motcua_subscription", "1 for what the last look at an account's subscription found");
    std::map<std::string, SubscriptionState> last_looked;  // by account
    SignatureAlarm signature_alarm;
    prometheus::Histogram& answer_seconds =
        prometheus::BuildHistogram()
            .Name("motcua_answer_seconds")
            .Help("Time from taking an event to its completion")
            .Register(registry)
            .Add({}, prometheus::Histogram::BucketBoundaries{0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5});
    prometheus::Histogram& delivery_age =
        prometheus::BuildHistogram()
            .Name("motcua_delivery_age_seconds")
            .Help("Age of a reply when its delivery ended")
            .Register(registry)
            .Add({}, prometheus::Histogram::BucketBoundaries{0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 900});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::signature(intents::ChannelKind channel, const adapters::Verification& verification) {
    families_->signatures.Add(channel_labels(channel, "state", adapters::name_of(verification.state))).Increment();
    const bool fine = verification.state == adapters::SignatureState::valid ||
                      verification.state == adapters::SignatureState::probe;
    if (fine) return;
    const auto verdict = families_->signature_alarm.note(channel, verification, std::chrono::steady_clock::now());
    if (verdict.tell) {
        log_event(LogLevel::warn, "webhook_signature",
                  {{"channel", intents::name_of(channel)},
                   {"state", adapters::name_of(verification.state)},
                   {"would_match", std::string_view(verification.diagnosis)},
                   {"untold_before", static_cast<std::int64_t>(verdict.untold)}});
    }
    if (!verdict.burst_begins) return;
    families_->alarms.Add(channel_labels(channel, "alarm", "bad_signatures")).Increment();
    log_event(LogLevel::error, "bad_signatures",
              {{"channel", intents::name_of(channel)}, {"would_match", std::string_view(verification.diagnosis)}});
}

void Metrics::looked(const std::string& account, SubscriptionState state, const std::string& detail) {
    for (const auto each : {SubscriptionState::whole, SubscriptionState::gone, SubscriptionState::resubscribed,
                            SubscriptionState::unknown}) {
        families_->subscriptions.Add({{"account", account}, {"state", std::string(name_of(each))}}).Set(each == state ? 1 : 0);
    }
    SubscriptionState& last = families_->last_looked.try_emplace(account, SubscriptionState::whole).first->second;
    if (std::exchange(last, state) == state) return;
    if (state == SubscriptionState::gone) {
        families_->alarms.Add(channel_labels(intents::ChannelKind::messenger, "alarm", "subscription_gone")).Increment();
    }
    const bool is_fine = state == SubscriptionState::whole || state == SubscriptionState::resubscribed;
    log_event(is_fine ? LogLevel::info : LogLevel::error, "subscription",
              {{"account", std::string_view(account)}, {"state", name_of(state)}, {"detail", std::string_view(detail)}});
}

void Metrics::event(intents::ChannelKind channel, adapters::EventKind kind) {
    families_->events.Add(channel_labels(channel, "kind", adapters::name_of(kind))).Increment();
}

void Metrics::refused(intents::ChannelKind channel, std::string_view rule) {
    families_->refusals.Add(channel_labels(channel, "rule", rule)).Increment();
}

void Metrics::appended(intents::ChannelKind channel, const adapters::QueueResult<adapters::AppendReceipt>& receipt) {
    if (!receipt) {
        families_->appends.Add(channel_labels(channel, "result", "failed")).Increment();
        log_event(LogLevel::error, "inbox_append",
                  {{"channel", intents::name_of(channel)}, {"detail", std::string_view(receipt.error().detail)}});
        return;
    }
    families_->appends.Add(channel_labels(channel, "result", "stored")).Increment(static_cast<double>(receipt->stored));
    families_->appends.Add(channel_labels(channel, "result", "duplicate")).Increment(static_cast<double>(receipt->duplicate));
}

void Metrics::finished(intents::ChannelKind channel, const Turn& turn, std::chrono::microseconds took) {
    families_->outcomes.Add(channel_labels(channel, "outcome", name_of(turn.outcome))).Increment();
    families_->answer_seconds.Observe(std::chrono::duration<double>(took).count());
    if (!turn.asks_for_person) return;
    families_->persons.Add(channel_labels(channel, "event", "asked")).Increment();
    log_event(LogLevel::warn, "person_wanted", {{"channel", intents::name_of(channel)}});
}

void Metrics::nobody_came(intents::ChannelKind channel) {
    families_->persons.Add(channel_labels(channel, "event", "nobody_came")).Increment();
    log_event(LogLevel::warn, "nobody_came", {{"channel", intents::name_of(channel)}});
}

void Metrics::alarm(intents::ChannelKind channel, const adapters::ChannelEvent& event) {
    const std::string_view what = event.detail.empty() ? std::string_view("other") : event.detail;
    families_->alarms.Add(channel_labels(channel, "alarm", what)).Increment();
    const std::string account = adapters::label_of(event.message.envelope.account);
    log_event(LogLevel::error, "platform_alarm",
              {{"channel", intents::name_of(channel)}, {"what", what}, {"account", std::string_view(account)}});
}

void Metrics::people(const adapters::DeskCounts& counts) {
    families_->people.Add({{"count", "with_agent"}}).Set(static_cast<double>(counts.with_agent));
    families_->people.Add({{"count", "waiting"}}).Set(static_cast<double>(counts.waiting));
    families_->people.Add({{"count", "longest_wait_seconds"}}).Set(static_cast<double>(counts.longest_wait.count()));
    families_->people.Add({{"count", "dropped_parts"}}).Set(static_cast<double>(counts.dropped));
}

void Metrics::delivered(intents::ChannelKind channel, adapters::Fate fate, std::chrono::milliseconds age) {
    families_->deliveries.Add(channel_labels(channel, "fate", adapters::name_of(fate))).Increment();
    if (fate == adapters::Fate::sent) families_->delivery_age.Observe(std::chrono::duration<double>(age).count());
}

void Metrics::gave_up(intents::ChannelKind channel, std::string_view reason) {
    families_->dead.Add({{"channel", std::string(intents::name_of(channel))}}).Increment();
    log_event(LogLevel::warn, "reply_given_up", {{"channel", intents::name_of(channel)}, {"reason", reason}});
}

void Metrics::stood_in(intents::ChannelKind channel, SendWindow window) { families_->sends.stood_in(channel, window); }

void Metrics::paused(intents::ChannelKind channel, const std::string& account, PauseCause cause,
                     std::chrono::milliseconds pause) {
    families_->sends.paused(channel, account, cause, pause);
}

void Metrics::alarmed(intents::ChannelKind channel, const std::string& account, std::string_view reason) {
    families_->sends.alarmed(channel, account, reason);
}

void Metrics::echoed(intents::ChannelKind channel, EchoResult result) { families_->sends.echoed(channel, result); }

void Metrics::failed(std::string_view reason) {
    families_->failures.Add({{"part", std::string(reason)}}).Increment();
    log_event(LogLevel::error, "failure", {{"part", reason}});
}

void Metrics::tended(const std::string& account, const adapters::Tending& tending) {
    using adapters::Tended;
    if (tending.what == Tended::overtaken) return;  // the next look tells how it stands
    show_chain(families_->token_chain, account, tending);
    if (tending.status) {
        families_->token_failures.Add({{"account", account}}).Set(tending.status->failures);
        families_->token_expires.Add({{"account", account}})
            .Set(std::chrono::duration<double>(tending.status->expires_at.time_since_epoch()).count());
    }
    const auto [last, is_first] = families_->last_tended.try_emplace(account, tending.what);
    const bool is_new = is_first || std::exchange(last->second, tending.what) != tending.what;
    if (!is_attempt(tending.what, is_new)) return;
    families_->token_attempts.Add({{"outcome", std::string(adapters::name_of(tending.what))}}).Increment();
    const bool is_fine = tending.what == Tended::refreshed;
    log_event(is_fine ? LogLevel::info : LogLevel::error, "token_chain",
              {{"account", std::string_view(account)},
               {"outcome", adapters::name_of(tending.what)},
               {"reason", std::string_view(tending.reason)}});
}

void Metrics::depth(const adapters::QueueDepth& depth) {
    families_->queue.Add({{"queue", "pending"}}).Set(static_cast<double>(depth.pending));
    families_->queue.Add({{"queue", "outgoing"}}).Set(static_cast<double>(depth.outgoing));
    families_->queue.Add({{"queue", "dead"}}).Set(static_cast<double>(depth.dead));
    families_->queue.Add({{"queue", "oldest_seconds"}}).Set(static_cast<double>(depth.oldest.count()));
}

void Metrics::listener(const ListenerCounts& counts) {
    families_->http.Add({{"count", "accepted"}}).Set(static_cast<double>(counts.accepted));
    families_->http.Add({{"count", "refused_connections"}}).Set(static_cast<double>(counts.refused_connections));
    families_->http.Add({{"count", "requests"}}).Set(static_cast<double>(counts.requests));
    families_->http.Add({{"count", "bad_requests"}}).Set(static_cast<double>(counts.bad_requests));
    families_->http.Add({{"count", "timeouts"}}).Set(static_cast<double>(counts.timeouts));
    families_->http.Add({{"count", "open"}}).Set(static_cast<double>(counts.open));
}

IndexMetrics& Metrics::index() { return families_->index; }
StoreMetrics& Metrics::stores() { return families_->stores; }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace motcua::gateway
