// The command line of redis-server, and when it counts as answering.
#include "tests/support/own_redis.hpp"

#include <cstdlib>
#include <sstream>
#include <utility>

namespace motcua::tests {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds redis_patience{20'000};
constexpr milliseconds one_ping{1'000};

}  // namespace

bool OwnRedis::installed() {
    const char* set = std::getenv("PATH");
    std::istringstream folders(set == nullptr ? "/usr/bin" : set);
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (std::filesystem::exists(std::filesystem::path(folder) / "redis-server")) return true;
    }
    return false;
}

OwnRedis::OwnRedis(Options options) : OwnServer(redis_patience), options_(std::move(options)) {
    if (!options_.configuration.empty()) write_file(folder() / "redis.conf", options_.configuration);
    start_on_free_port();
}

std::string OwnRedis::ask(const RedisCommand& command, milliseconds limit) const {
    auto replies = redis_replies(port(), {command}, limit);
    return replies.empty() ? std::string{} : std::move(replies.front());
}

OwnServer::Command OwnRedis::command() const {
    Command command{"redis-server", {}};
    if (!options_.configuration.empty()) command.arguments.push_back(folder() / "redis.conf");
    const std::vector<std::string> ours{"--port",
                                        std::to_string(port()),
                                        "--bind",
                                        "127.0.0.1",
                                        "--unixsocket",
                                        unix_socket(),
                                        "--dir",
                                        folder(),
                                        "--save",
                                        "",
                                        "--enable-debug-command",
                                        "yes",
                                        "--repl-diskless-sync-delay",
                                        "0"};
    command.arguments.insert(command.arguments.end(), ours.begin(), ours.end());
    command.arguments.insert(command.arguments.end(), options_.arguments.begin(), options_.arguments.end());
    return command;
}

bool OwnRedis::answers() const {
    // A refusal for want of a password counts, reading its data in does not.
    const auto reply = ask({"PING"}, one_ping);
    return reply == "PONG" || reply.rfind("-NOAUTH", 0) == 0;
}

OwnRedis::Options replica_of(const OwnRedis& primary, OwnRedis::Options own) {
    for (const std::string& word : {std::string("--replicaof"), std::string("127.0.0.1"), std::to_string(primary.port())}) {
        own.arguments.push_back(word);
    }
    return own;
}

OwnRedis::Options sentinel_of(std::uint16_t primary_port, int quorum, milliseconds down_after) {
    std::ostringstream text;
    text << "sentinel monitor motcua 127.0.0.1 " << primary_port << ' ' << quorum << '\n'
         << "sentinel down-after-milliseconds motcua " << down_after.count() << '\n'
         << "sentinel failover-timeout motcua " << 3 * down_after.count() << '\n';
    return {{"--sentinel"}, std::move(text).str()};
}

}  // namespace motcua::tests
