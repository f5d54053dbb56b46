// The table of the server's error words.
#include "adapters/redis/reply.hpp"

#include <array>
#include <charconv>

namespace motcua::adapters {
namespace {

struct Word {
    std::string_view word;
    RedisFault fault;
};
constexpr std::array<Word, 14> words{{
    {"READONLY", RedisFault::not_master},
    {"MASTERDOWN", RedisFault::not_master},
    {"OOM", RedisFault::out_of_memory},
    {"NOSCRIPT", RedisFault::no_script},
    {"NOAUTH", RedisFault::auth},
    {"WRONGPASS", RedisFault::auth},
    {"NOPERM", RedisFault::auth},
    {"LOADING", RedisFault::unavailable},
    {"BUSY", RedisFault::unavailable},
    {"MISCONF", RedisFault::unavailable},
    {"NOREPLICAS", RedisFault::unavailable},
    {"TRYAGAIN", RedisFault::unavailable},
    {"UNKILLABLE", RedisFault::unavailable},
    {"CLUSTERDOWN", RedisFault::unavailable},
}};

constexpr std::size_t longest_detail = 200;

/// The server repeats a command's arguments only where it does not know the command.
std::string shown(std::string_view server_words) {
    const std::size_t end = server_words.find("with args");
    return std::string(server_words.substr(0, std::min(end, longest_detail)));
}

}  // namespace

std::string_view name_of(RedisFault fault) noexcept {
    switch (fault) {
        case RedisFault::unavailable: return "unavailable";
        case RedisFault::timed_out: return "timed_out";
        case RedisFault::not_master: return "not_master";
        case RedisFault::out_of_memory: return "out_of_memory";
        case RedisFault::no_script: return "no_script";
        case RedisFault::auth: return "auth";
        case RedisFault::under_replicated: return "under_replicated";
        case RedisFault::bad_data: return "bad_data";
    }
    return "bad_data";
}

std::int64_t RedisReply::number() const noexcept {
    if (kind == Kind::integer) return integer;
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() ? value : 0;
}

const RedisReply& RedisReply::at(std::size_t index) const noexcept {
    static const RedisReply nothing;
    return index < items.size() ? items[index] : nothing;
}

RedisError redis_error_of(std::string_view server_words) {
    const std::string_view first = server_words.substr(0, server_words.find(' '));
    for (const Word& word : words) {
        if (first == word.word) return {word.fault, "redis: " + shown(server_words)};
    }
    return {RedisFault::bad_data, "redis: " + shown(server_words)};
}

}  // namespace motcua::adapters
