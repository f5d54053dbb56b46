// The families of the sending side, and what of it goes into the log.
#include "gateway/ops/send_metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "gateway/ops/log.hpp"
#include "gateway/ops/metric_families.hpp"

namespace motcua::gateway {
namespace {

using Labels = MetricLabels;

constexpr std::chrono::minutes alarm_silence{10};

Labels of_account(intents::ChannelKind channel, const std::string& account) {
    return {{"channel", std::string(intents::name_of(channel))}, {"account", account}};
}

struct Alarm {
    std::string reason;
    std::chrono::steady_clock::time_point told;
};

}  // namespace

struct SendMetrics::Families {
    explicit Families(prometheus::Registry& registry)
        : windows(counter_family(registry, "motcua_send_windows_total",
                          "Replies by the messaging window they stood in; closed ones are not sent")),
          pauses(counter_family(registry, "motcua_send_pauses_total", "Times that an account's sending was made to rest, by cause")),
          paused_until(prometheus::BuildGauge()
                           .Name("motcua_send_paused_until_seconds")
                           .Help("Until when an account's sending rests or rested, in seconds since 1970")
                           .Register(registry)),
          alarms(counter_family(registry, "motcua_send_alarms_total",
                         "Sends refused for what only a person can mend: permissions, state of the account")),
          echoes(counter_family(registry, "motcua_own_echoes_total", "Echoes of our own messages by what they told")) {}

    prometheus::Family<prometheus::Counter>& windows;
    prometheus::Family<prometheus::Counter>& pauses;
    prometheus::Family<prometheus::Gauge>& paused_until;
    prometheus::Family<prometheus::Counter>& alarms;
    prometheus::Family<prometheus::Counter>& echoes;
    std::mutex mutex;
    std::map<std::string, Alarm> alarmed;  // by channel and account
};

SendMetrics::SendMetrics(prometheus::Registry& registry) : families_(std::make_unique<Families>(registry)) {}
SendMetrics::~SendMetrics() = default;

void SendMetrics::stood_in(intents::ChannelKind channel, SendWindow window) {
    families_->windows.Add(channel_labels(channel, "window", name_of(window))).Increment();
}

void SendMetrics::paused(intents::ChannelKind channel, const std::string& account, PauseCause cause,
                         std::chrono::milliseconds pause) {
    Labels labels = of_account(channel, account);
    auto& gauge = families_->paused_until.Add(labels);
    const auto until = std::chrono::system_clock::now() + pause;
    {
        const std::lock_guard lock(families_->mutex);
        gauge.Set(std::max(gauge.Value(), std::chrono::duration<double>(until.time_since_epoch()).count()));
    }
    labels.emplace("cause", name_of(cause));
    families_->pauses.Add(labels).Increment();
    log_event(LogLevel::warn, "send_paused",
              {{"channel", intents::name_of(channel)},
               {"account", std::string_view(account)},
               {"cause", name_of(cause)},
               {"milliseconds", std::int64_t{pause.count()}}});
}

void SendMetrics::alarmed(intents::ChannelKind channel, const std::string& account, std::string_view reason) {
    families_->alarms.Add(of_account(channel, account)).Increment();
    const auto now = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock(families_->mutex);
        Alarm& last = families_->alarmed[std::string(intents::name_of(channel)) + " " + account];
        if (last.reason == reason && now - last.told < alarm_silence) return;
        last = {std::string(reason), now};
    }
    log_event(LogLevel::error, "send_alarm",
              {{"channel", intents::name_of(channel)}, {"account", std::string_view(account)}, {"reason", reason}});
}

void SendMetrics::echoed(intents::ChannelKind channel, EchoResult result) {
    families_->echoes.Add(channel_labels(channel, "result", name_of(result))).Increment();
}

}  // namespace motcua::gateway
