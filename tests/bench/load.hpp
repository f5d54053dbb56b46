// Keeps N connections busy against one URL, one signed Zalo message at a time on each, and counts what came back.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace motcua::tests {

/// Whose messages they are; what the webhook checks them with.
struct ZaloKeys {
    std::string app_id;
    std::string oa_id;
    std::string oa_secret;
};

/// http://HOST:PORT/PATH, with a number as HOST.
struct Target {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::string path = "/";
};
/// Throws std::invalid_argument with what is allowed.
Target target_from(const std::string& url);

struct LoadSettings {
    int connections = 64;
    int citizens = 10'000;  // the messages come from so many in turn
    std::chrono::milliseconds warm_up{500};
    std::chrono::milliseconds time{5000};
};

/// Of the time after the warm-up.
struct LoadReport {
    std::uint64_t acknowledged = 0;  // status 200
    std::uint64_t refused = 0;       // any other status
    std::uint64_t broken = 0;        // connections that ended
    double seconds = 0;
    std::chrono::microseconds median{0};
    std::chrono::microseconds slow{0};  // 99 of 100 were faster
    double per_second() const { return seconds > 0 ? static_cast<double>(acknowledged) / seconds : 0; }
};

/// Runs on this thread. Every message of a process has another id, so that none is a duplicate.
LoadReport load(const Target& target, const ZaloKeys& keys, const LoadSettings& settings);

}  // namespace motcua::tests
