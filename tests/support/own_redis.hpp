// A Redis of one test alone: started, stopped, killed, frozen, and started again on the same port and data.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/own_server.hpp"

namespace motcua::tests {

/// The words of one command, e.g. {"SET", "key", "any bytes"}.
using RedisCommand = std::vector<std::string>;

/// Sends the commands over one new connection and reads one reply for each, for at most `limit` in all.
/// A reply is its text: a string's bytes, a number, "(nil)", an error with its leading '-', an array's parts
/// joined by
/// '\n'. Replies that did not come (nobody listens, frozen, connection closed) are missing at the end.
std::vector<std::string> redis_replies(std::uint16_t port, const std::vector<RedisCommand>& commands,
                                       std::chrono::milliseconds limit = std::chrono::seconds(10));

/// A redis-server from $PATH in a temporary folder, on a free loopback port and a Unix socket; ended and
/// removed with this object. Without options it keeps nothing on disk. The port lies below the ephemeral
/// ones, so that no outgoing connection takes it while the server is down. Any thread may ask(), one at a
/// time may do the rest.
class OwnRedis : public OwnServer {
  public:
    struct Options {
        /// Added to the command line and stronger than our own, one word each: {"--appendonly", "yes"},
        /// {"--replicaof", "127.0.0.1", "6379"} or {"--user", "app", "on", ">secret", "~*", "&*", "+@all"}.
        std::vector<std::string> arguments;
        /// When not empty: the text of a configuration file, which Redis may rewrite (a sentinel needs one).
        std::string configuration;
    };

    /// True when Debian's redis-server is installed.
    static bool installed();

    /// Returns when it answers. Throws std::runtime_error with its log when it does not within 20 s.
    explicit OwnRedis(Options options = {});

    std::filesystem::path unix_socket() const { return folder() / "redis.sock"; }

    /// As redis_replies() with one command, over a new connection; empty when no reply came within `limit`.
    std::string ask(const RedisCommand& command,
                    std::chrono::milliseconds limit = std::chrono::seconds(10)) const;

  private:
    Command command() const override;
    bool answers() const override;

    Options options_;
};

/// `own`, as a replica of `primary`.
OwnRedis::Options replica_of(const OwnRedis& primary, OwnRedis::Options own = {});

/// The options of a sentinel that watches the primary on `primary_port` under the name "motcua" and, with
/// `quorum` sentinels of one mind, calls it down after `down_after` without an answer.
OwnRedis::Options sentinel_of(std::uint16_t primary_port, int quorum, std::chrono::milliseconds down_after);

}  // namespace motcua::tests
