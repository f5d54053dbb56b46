// A Redis of one test alone: started, stopped, killed, frozen, and started again on the same port and data.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/end_to_end/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace motcua::tests {

/// The words of one command, e.g. {"SET", "key", "any bytes"}.
using RedisCommand = std::vector<std::string>;

/// Sends the commands over one new connection and reads one reply for each, for at most `limit` in all.
/// A reply is its text: a string's bytes, a number, "(nil)", an error with its leading '-', an array's parts joined by
/// '\n'. Replies that did not come (nobody listens, frozen, connection closed) are missing at the end.
std::vector<std::string> redis_replies(std::uint16_t port, const std::vector<RedisCommand>& commands,
                                       std::chrono::milliseconds limit = std::chrono::seconds(10));

/// A redis-server from $PATH in a temporary folder, on a free loopback port and a Unix socket; ended and removed with
/// this object. Without options it keeps nothing on disk. The port lies below the ephemeral ones, so that no outgoing
/// connection takes it while the server is down. One thread at a time may use an object.
class OwnRedis {
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
    ~OwnRedis();
    OwnRedis& operator=(OwnRedis&&) = delete;  // neither copied nor moved

    std::uint16_t port() const noexcept { return port_; }
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    std::filesystem::path unix_socket() const { return folder_ / "redis.sock"; }
    const std::filesystem::path& folder() const { return folder_.path(); }
    /// What every process of this object has written so far.
    std::string log() const;

    /// As redis_replies() with one command, over a new connection; empty when no reply came within `limit`.
    std::string ask(const RedisCommand& command, std::chrono::milliseconds limit = std::chrono::seconds(10)) const;

    /// SIGTERM: it saves what its options say it saves. Returns when it has ended; throws after 20 s. Not while frozen.
    void stop();
    /// SIGKILL; returns when it has ended. Works while frozen, too.
    void kill();
    /// Starts it again after stop() or kill(), with the same port, data and options; returns when it answers.
    void start();
    /// SIGSTOP: connections stay open and new ones are accepted by the kernel, and nothing answers.
    void freeze();
    /// SIGCONT.
    void thaw();
    bool running() const noexcept { return process_ != nullptr; }
    /// True as soon as the condition holds; false when the server ended or `limit` passed before.
    bool wait_until(const std::function<bool()>& condition, std::chrono::milliseconds limit) const;

  private:
    bool start_on_port();
    void end_with(int signal);

    TempFolder folder_;
    Options options_;
    std::uint16_t port_ = 0;
    std::unique_ptr<ChildProcess> process_;
};

/// The options of a sentinel that watches the primary on `primary_port` under the name "motcua" and, with `quorum`
/// sentinels of one mind, calls it down after `down_after` without an answer.
OwnRedis::Options sentinel_of(std::uint16_t primary_port, int quorum, std::chrono::milliseconds down_after);

}  // namespace motcua::tests
