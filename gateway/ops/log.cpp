// spdlog behind log_event(): escapes every text, so that no field can begin a second line.
#include "gateway/ops/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string>

namespace motcua::gateway {
namespace {

spdlog::level::level_enum level_of(LogLevel level) noexcept {
    switch (level) {
        case LogLevel::debug: return spdlog::level::debug;
        case LogLevel::info: return spdlog::level::info;
        case LogLevel::warn: return spdlog::level::warn;
        case LogLevel::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (byte < 0x20 || byte == 0x7f) {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out.push_back(c);
        }
    }
    return out;
}

}  // namespace

void start_log(std::string_view level) {
    auto logger = std::make_shared<spdlog::logger>("motcua", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
    logger->set_level(spdlog::level::from_str(std::string(level)));
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
    if (!spdlog::default_logger_raw()->should_log(level_of(level))) return;
    std::string line = fmt::format(R"("event":"{}")", escaped(event));
    for (const auto& [key, value] : fields) {
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            line += fmt::format(R"(,"{}":"{}")", key, escaped(*text));
        } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
            line += fmt::format(R"(,"{}":{})", key, *number);
        } else {
            line += fmt::format(R"(,"{}":{:.3f})", key, std::get<double>(value));
        }
    }
    spdlog::default_logger_raw()->log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace motcua::gateway
