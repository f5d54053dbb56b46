// ROLE of each server decides: a list may be old, and a sentinel may not know yet.
#include "adapters/redis/master.hpp"

namespace motcua::adapters {
namespace {

RedisResult<RedisAddress> address_by(const RedisAddress& sentinel, const RedisSettings& settings) {
    auto connection = RedisConnection::open(sentinel, settings.sentinel_login, settings.connect_limit, settings.command_limit);
    if (!connection) return tl::unexpected(connection.error());
    const auto told = connection->call({"SENTINEL", "get-master-addr-by-name", settings.master_name}, settings.command_limit);
    if (!told) return tl::unexpected(told.error());
    const auto port = told->at(1).number();
    if (told->at(0).text.empty() || port < 1 || port > 65'535) {
        return tl::unexpected(RedisError{RedisFault::unavailable, "sentinel " + to_text(sentinel) + " knows no master of that name"});
    }
    return RedisAddress{told->at(0).text, static_cast<int>(port)};
}

}  // namespace

RedisResult<RedisConnection> open_master(const RedisAddress& address, const RedisSettings& settings) {
    auto connection = RedisConnection::open(address, settings.login, settings.connect_limit, settings.command_limit);
    if (!connection) return connection;
    const auto role = connection->call({"ROLE"}, settings.command_limit);
    if (!role) return tl::unexpected(role.error());
    if (role->at(0).text == "master") return connection;
    return tl::unexpected(RedisError{RedisFault::not_master, "redis " + to_text(address) + " is no master"});
}

RedisResult<RedisMaster> find_master(const RedisSettings& settings) {
    RedisError last{RedisFault::unavailable, "redis: no address is set"};
    for (const RedisAddress& given : settings.addresses) {
        RedisAddress address = given;
        if (!settings.master_name.empty()) {
            const auto told = address_by(given, settings);
            if (!told) {
                last = told.error();
                continue;
            }
            address = *told;
        }
        auto connection = open_master(address, settings);
        if (connection) return RedisMaster{address, std::move(*connection)};
        last = connection.error();
    }
    return tl::unexpected(last);
}

}  // namespace motcua::adapters
