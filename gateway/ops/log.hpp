// One JSON line an event on standard error. Takes fixed words, ids of ours and numbers: never a person's text.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace motcua::gateway {

enum class LogLevel { debug, info, warn, error };

using LogValue = std::variant<std::string_view, std::int64_t, double>;
using LogField = std::pair<std::string_view, LogValue>;

/// Once, before the first thread. `level` is one of debug, info, warn, error.
void start_log(std::string_view level);

/// `event` is a stable word ("webhook_signature"). Thread-safe.
void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace motcua::gateway
