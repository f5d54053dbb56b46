// Where Redis is, who we are to it, and how long a call may take.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters {

/// A host and a port; or a socket's path, when `host` begins with '/'.
struct RedisAddress {
    std::string host;
    int port = 6379;

    friend bool operator==(const RedisAddress&, const RedisAddress&) = default;
};

/// "host", "host:port", "[IPv6]:port" or "/path"; nothing for any other text.
std::optional<RedisAddress> redis_address_from(std::string_view text);
/// As redis_address_from() reads it.
std::string to_text(const RedisAddress& address);

/// A name and the file whose first line is the password, read anew at each connect, so that it can be changed.
struct RedisLogin {
    std::string user;                     // empty: the default user
    std::filesystem::path password_file;  // empty: no AUTH is sent
};

struct RedisSettings {
    std::vector<RedisAddress> addresses;  // servers, of which one is the master; or sentinels, when master_name is set
    std::string master_name;              // what the sentinels call it; empty: no sentinels
    RedisLogin login;
    RedisLogin sentinel_login;
    std::chrono::milliseconds connect_limit{500};   // for each address; looking up a name is not counted
    std::chrono::milliseconds command_limit{1000};  // from the first byte sent to the last byte of the reply
    std::size_t connections = 16;                   // at once; a caller waits for a free one at most command_limit
    std::chrono::milliseconds longest_backoff{2000};  // between two tries to connect
    int wait_replicas = 0;                         // a durable write is acknowledged by so many replicas (WAIT); 0: not asked
    std::chrono::milliseconds wait_limit{500};     // for that
};

}  // namespace motcua::adapters
