// Which words of INFO and CONFIG mean what.
#include "adapters/redis/safety.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::adapters {
namespace {

/// The value behind "name:" at the start of a line; empty when there is no such line.
std::string_view field(std::string_view info, std::string_view name) {
    std::size_t at = 0;
    while (at < info.size()) {
        const std::size_t end = std::min(info.find("\r\n", at), info.size());
        const std::string_view line = info.substr(at, end - at);
        if (line.size() > name.size() && line.substr(0, name.size()) == name && line[name.size()] == ':') {
            return line.substr(name.size() + 1);
        }
        at = end + 2;
    }
    return {};
}

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void judge_file(const RedisOwnWords& words, Appendfsync expected, SafetyReport& report, std::vector<std::string>& unseen) {
    if (expected == Appendfsync::no) return;
    const std::string_view enabled = field(words.persistence, "aof_enabled");
    if (enabled.empty()) {
        unseen.emplace_back("INFO persistence was refused: nobody knows whether the append-only file is on");
    } else if (enabled == "0") {
        report.findings.emplace_back("appendonly is no: when Redis ends, what was acknowledged since the last snapshot is lost");
        return;
    }
    const std::string_view status = field(words.persistence, "aof_last_write_status");
    if (!status.empty() && status != "ok") report.findings.emplace_back("the last write of the append-only file failed");
    const auto set = appendfsync_from(words.appendfsync);
    if (!set) {
        unseen.push_back(fmt::format("CONFIG GET appendfsync was refused: nobody knows whether it is {}", name_of(expected)));
    } else if (*set < expected) {
        report.findings.push_back(fmt::format(
            "appendfsync is {}, asked for is {}: what was acknowledged {} is lost with the machine", name_of(*set), name_of(expected),
            *set == Appendfsync::everysec ? "in the last one or two seconds" : "in about the last half minute"));
    }
}

void judge_memory(const RedisOwnWords& words, SafetyReport& report, std::vector<std::string>& unseen) {
    const std::string_view policy = field(words.memory, "maxmemory_policy");
    if (policy.empty()) {
        unseen.emplace_back("INFO memory was refused: nobody knows whether keys are evicted");
    } else if (policy != "noeviction") {
        report.findings.push_back(fmt::format("maxmemory-policy is {}: a full Redis throws messages away; set noeviction", policy));
    }
}

/// Replicas that are connected and have taken in nothing yet: their line tells no offset. Sentinel may promote such a one.
int empty_replicas(std::string_view replication) {
    int count = 0;
    for (int i = 0;; ++i) {
        const std::string_view replica = field(replication, fmt::format("slave{}", i));
        if (replica.empty()) return count;
        if (replica.find(",offset=0,") != std::string_view::npos) ++count;
    }
}

void judge_replicas(const RedisOwnWords& words, int replicas, SafetyReport& report, std::vector<std::string>& unseen) {
    if (replicas == 0) return;
    const std::string_view connected = field(words.replication, "connected_slaves");
    if (connected.empty()) {
        unseen.emplace_back("INFO replication was refused: nobody knows how many replicas there are");
    } else if (number(connected) < replicas) {
        report.findings.push_back(fmt::format("{} replicas are connected, each write waits for {}", connected, replicas));
    }
    if (const int empty = empty_replicas(words.replication); empty > 0) {
        report.findings.push_back(fmt::format(
            "{} replicas are still being filled: if the master dies now, Sentinel may promote an empty one", empty));
    }
}

}  // namespace

std::optional<Appendfsync> appendfsync_from(std::string_view text) noexcept {
    for (const auto each : {Appendfsync::no, Appendfsync::everysec, Appendfsync::always}) {
        if (name_of(each) == text) return each;
    }
    return std::nullopt;
}

std::string_view name_of(Appendfsync appendfsync) noexcept {
    switch (appendfsync) {
        case Appendfsync::no: return "no";
        case Appendfsync::everysec: return "everysec";
        case Appendfsync::always: return "always";
    }
    return "no";
}

SafetyReport judge(const RedisOwnWords& words, Appendfsync expected, int replicas) {
    SafetyReport report;
    std::vector<std::string> unseen;
    judge_file(words, expected, report, unseen);
    judge_memory(words, report, unseen);
    judge_replicas(words, replicas, report, unseen);
    const bool is_weaker = !report.findings.empty();
    report.safety = is_weaker ? StoreSafety::weaker : unseen.empty() ? StoreSafety::as_asked : StoreSafety::unknown;
    report.findings.insert(report.findings.end(), unseen.begin(), unseen.end());
    return report;
}

SafetyReport safety_of(RedisPool& pool, Appendfsync expected) {
    RedisOwnWords words;
    const auto ping = pool.call({"PING"});
    if (!ping) return {StoreSafety::unreachable, {ping.error().detail}};
    if (const auto set = pool.call({"CONFIG", "GET", "appendfsync"})) words.appendfsync = set->at(1).text;
    if (const auto info = pool.call({"INFO", "persistence"})) words.persistence = info->text;
    if (const auto info = pool.call({"INFO", "replication"})) words.replication = info->text;
    if (const auto info = pool.call({"INFO", "memory"})) words.memory = info->text;
    return judge(words, expected, pool.settings().wait_replicas);
}

}  // namespace motcua::adapters
