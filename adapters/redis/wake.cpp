// One thread hears the channel; tickets keep an answer that is older than a wake-up from hiding it.
#include "adapters/redis/wake.hpp"

#include <algorithm>

namespace motcua::adapters {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds poll_listening{1000};
constexpr milliseconds poll_deaf{50};
constexpr milliseconds one_listen{100};
constexpr milliseconds quiet_until_ping{2000};
constexpr milliseconds quiet_until_dead{4000};
constexpr milliseconds between_tries{100};

std::size_t index_of(RedisLine line) noexcept { return static_cast<std::size_t>(line); }

}  // namespace

RedisWake::RedisWake(RedisPool& pool, std::string channel)
    : pool_(pool), channel_(std::move(channel)), listener_([this] { listen(); }) {}

RedisWake::~RedisWake() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    listener_.join();
}

std::optional<std::uint64_t> RedisWake::wait_to_ask(RedisLine which, Steady until) {
    std::unique_lock lock(mutex_);
    Line& line = lines_[index_of(which)];
    while (true) {
        const Steady now = steady_clock::now();
        if (line.generation != line.empty_at || line.ask_at <= now) return line.generation;
        if (until <= now) return std::nullopt;
        line.changed.wait_until(lock, std::min(until, line.ask_at));
    }
}

void RedisWake::found_nothing(RedisLine which, std::uint64_t ticket, std::chrono::microseconds due_in) {
    const std::lock_guard lock(mutex_);
    Line& line = lines_[index_of(which)];
    if (line.generation != ticket) return;
    line.empty_at = ticket;
    const std::chrono::microseconds poll = listening_ ? poll_listening : poll_deaf;
    line.ask_at = steady_clock::now() + (due_in.count() < 0 ? poll : std::min(poll, due_in));
}

void RedisWake::stir(RedisLine which) {
    const std::lock_guard lock(mutex_);
    Line& line = lines_[index_of(which)];
    ++line.generation;
    line.changed.notify_one();
}

void RedisWake::listen() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        if (auto connection = pool_.open()) hear(*connection);
        listening_ = false;
        lock.lock();
        stopped_.wait_for(lock, between_tries, [this] { return stopping_; });
    }
}

void RedisWake::hear(RedisConnection& connection) {
    if (!connection.call({"SUBSCRIBE", channel_}, pool_.settings().command_limit)) return;
    listening_ = true;
    stir(RedisLine::event);  // what was offered while nobody listened
    stir(RedisLine::part);
    Steady heard_at = steady_clock::now();
    bool pinged = false;
    while (true) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        const auto heard = connection.listen(one_listen);
        if (!heard && heard.error().fault != RedisFault::timed_out) return;
        const auto quiet = steady_clock::now() - heard_at;
        if (heard) {
            heard_at = steady_clock::now();
            pinged = false;
            if (heard->at(2).text == "event") stir(RedisLine::event);
            if (heard->at(2).text == "part") stir(RedisLine::part);
        } else if (quiet > quiet_until_dead) {
            return;
        } else if (quiet > quiet_until_ping && !pinged) {
            if (!connection.send({"PING"}, pool_.settings().command_limit)) return;
            pinged = true;
        }
    }
}

}  // namespace motcua::adapters
