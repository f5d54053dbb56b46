// Which key fills which setting of Redis.
#include "gateway/config/redis_store.hpp"

#include <algorithm>
#include <fstream>

#include "gateway/config/toml_reader.hpp"

namespace motcua::gateway {
namespace {

template <class Duration>
void read_duration(TableReader& reader, const std::string& key, Duration& value, std::int64_t least, std::int64_t most) {
    std::int64_t count = value.count();
    reader.number(key, count, least, most);
    value = Duration(count);
}

void read_addresses(TableReader& reader, adapters::RedisSettings& server) {
    std::vector<std::string> texts;
    reader.texts("addresses", texts);
    for (const std::string& text : texts) {
        const auto address = adapters::redis_address_from(text);
        if (address) server.addresses.push_back(*address);
    }
    if (texts.empty() || server.addresses.size() != texts.size()) {
        reader.problem("addresses", "a list of \"host\", \"host:port\", \"[IPv6]:port\" or \"/path/of/a/socket\", at least one");
    }
}

/// The file stays the secret's place: it is read anew at each connect.
void read_login(TableReader& reader, const std::string& prefix, adapters::RedisLogin& login) {
    std::string file;
    reader.text(prefix + "user", login.user);
    reader.text(prefix + "password_file", file);
    if (file.empty()) {
        if (!login.user.empty()) reader.problem(prefix + "password_file", "is required beside " + prefix + "user");
        return;
    }
    login.password_file = reader.folder() / file;
    std::ifstream in(login.password_file);
    std::string line;
    if (!std::getline(in, line) || line.empty()) reader.problem(prefix + "password_file", "a readable file whose first line is the password");
}

bool is_name(const std::string& text) {
    return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
           });
}

void read_names(TableReader& reader, RedisStore& redis) {
    const std::string allowed = "at most 64 of A-Z a-z 0-9 _ - .";
    reader.text("name", redis.name);
    if (redis.name.empty() || !is_name(redis.name)) reader.problem("name", allowed + ", not empty");
    reader.text("node", redis.node);
    if (!is_name(redis.node)) reader.problem("node", allowed);
}

}  // namespace

void read_redis_store(TableReader& root, RedisStore& redis) {
    const toml::table* table = root.table("redis");
    if (table == nullptr) return;
    TableReader reader(*table, "redis", root.folder(), root.problems());
    adapters::RedisSettings& server = redis.server;
    read_addresses(reader, server);
    reader.text("master", server.master_name);
    read_login(reader, "", server.login);
    read_login(reader, "sentinel_", server.sentinel_login);
    read_names(reader, redis);
    reader.number("partitions", redis.partitions, 1, 1024);
    reader.number("connections", server.connections, 4, 256);
    read_duration(reader, "connect_ms", server.connect_limit, 10, 10'000);
    read_duration(reader, "command_ms", server.command_limit, 10, 10'000);
    reader.number("wait_replicas", server.wait_replicas, 0, 16);
    read_duration(reader, "wait_ms", server.wait_limit, 10, 10'000);
    read_duration(reader, "lease_seconds", redis.lease, 1, 3600);
    read_duration(reader, "check_seconds", redis.check, 1, 86'400);
    reader.number("spool_bound", redis.spool_bound, 1, 10'000'000);
    read_duration(reader, "spool_retry_ms", redis.spool_retry, 10, 60'000);
    std::string appendfsync(adapters::name_of(redis.appendfsync));
    reader.text("expect_appendfsync", appendfsync);
    const auto expected = adapters::appendfsync_from(appendfsync);
    if (!expected) reader.problem("expect_appendfsync", "one of always, everysec, no");
    redis.appendfsync = expected.value_or(redis.appendfsync);
    reader.finish();
}

}  // namespace motcua::gateway
