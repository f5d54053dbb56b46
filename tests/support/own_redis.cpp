// Starts redis-server, asks it until it answers, and sends it signals.
#include "tests/support/own_redis.hpp"

#include <signal.h>

#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/support/free_port.hpp"

namespace motcua::tests {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience{20'000};
constexpr milliseconds one_ping{1'000};
constexpr int ports_to_try = 10;

/// True when whoever listens there serves: a refusal for want of a password counts, reading its data in does not.
bool answers(std::uint16_t port) {
    const auto replies = redis_replies(port, {{"PING"}}, one_ping);
    return !replies.empty() && (replies.front() == "PONG" || replies.front().rfind("-NOAUTH", 0) == 0);
}

}  // namespace

bool OwnRedis::installed() {
    const char* set = std::getenv("PATH");
    std::istringstream folders(set == nullptr ? "/usr/bin" : set);
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (std::filesystem::exists(std::filesystem::path(folder) / "redis-server")) return true;
    }
    return false;
}

OwnRedis::OwnRedis(Options options) : options_(std::move(options)) {
    if (!options_.configuration.empty()) folder_.write("redis.conf", options_.configuration);
    for (int attempt = 0; attempt < ports_to_try; ++attempt) {
        port_ = free_port();
        if (start_on_port()) return;
        if (log().find("Address already in use") == std::string::npos) break;
    }
    throw std::runtime_error("redis-server did not start: " + log());
}

OwnRedis::~OwnRedis() = default;  // a ChildProcess that still runs is killed

std::string OwnRedis::log() const { return bytes_of(folder_ / "log"); }

std::string OwnRedis::ask(const RedisCommand& command, milliseconds limit) const {
    auto replies = redis_replies(port_, {command}, limit);
    return replies.empty() ? std::string{} : std::move(replies.front());
}

bool OwnRedis::start_on_port() {
    std::vector<std::string> arguments;
    if (!options_.configuration.empty()) arguments.push_back(folder_ / "redis.conf");
    for (const std::string& word : {std::string("--port"), std::to_string(port_), std::string("--bind"),
                                    std::string("127.0.0.1"), std::string("--unixsocket"), unix_socket().string(),
                                    std::string("--dir"), folder().string(), std::string("--save"), std::string(),
                                    std::string("--enable-debug-command"), std::string("yes"),
                                    std::string("--repl-diskless-sync-delay"), std::string("0")}) {
        arguments.push_back(word);
    }
    arguments.insert(arguments.end(), options_.arguments.begin(), options_.arguments.end());
    Streams streams;
    streams.out = streams.err = folder_ / "log";
    process_ = std::make_unique<ChildProcess>("redis-server", arguments, streams);
    // Its own process must be the one that answers: a stranger on our port would leave ours dead.
    if (process_->wait_until([&] { return answers(port_); }, patience) && !process_->wait(milliseconds(0))) return true;
    process_.reset();
    return false;
}

void OwnRedis::start() {
    if (running()) throw std::logic_error("this Redis runs already");
    if (!start_on_port()) throw std::runtime_error("redis-server did not start again: " + log());
}

void OwnRedis::end_with(int signal) {
    if (!running()) throw std::logic_error("this Redis does not run");
    process_->send_signal(signal);
    if (!process_->wait(patience)) throw std::runtime_error("redis-server did not end: " + log());
    process_.reset();
}

void OwnRedis::stop() { end_with(SIGTERM); }
void OwnRedis::kill() { end_with(SIGKILL); }

void OwnRedis::freeze() {
    if (!running()) throw std::logic_error("this Redis does not run");
    process_->send_signal(SIGSTOP);
}

void OwnRedis::thaw() {
    if (!running()) throw std::logic_error("this Redis does not run");
    process_->send_signal(SIGCONT);
}

bool OwnRedis::wait_until(const std::function<bool()>& condition, milliseconds limit) const {
    return running() && process_->wait_until(condition, limit);
}

OwnRedis::Options sentinel_of(std::uint16_t primary_port, int quorum, milliseconds down_after) {
    std::ostringstream text;
    text << "sentinel monitor motcua 127.0.0.1 " << primary_port << ' ' << quorum << '\n'
         << "sentinel down-after-milliseconds motcua " << down_after.count() << '\n'
         << "sentinel failover-timeout motcua " << 3 * down_after.count() << '\n';
    return {{"--sentinel"}, std::move(text).str()};
}

}  // namespace motcua::tests
