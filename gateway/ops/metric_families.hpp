// Families of metrics by kind, and the labels that most of them have.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <map>
#include <string>
#include <string_view>

#include "intents/incoming_message.hpp"

namespace motcua::gateway {

using MetricLabels = std::map<std::string, std::string>;

inline prometheus::Family<prometheus::Counter>& counter_family(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
inline prometheus::Family<prometheus::Gauge>& gauge_family(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}
inline MetricLabels channel_labels(intents::ChannelKind channel, const char* key, std::string_view value) {
    return {{"channel", std::string(intents::name_of(channel))}, {key, std::string(value)}};
}

}  // namespace motcua::gateway
