// Slots, backoff and the few failures after which a call is made once more.
#include "adapters/redis/pool.hpp"

#include <algorithm>


namespace motcua::adapters {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds first_backoff{50};
constexpr int most_tries = 3;  // NOSCRIPT and a failover may meet

bool may_be_repeated(const RedisResult<RedisReply>& result) noexcept {
    if (result) return false;
    return result.error().fault == RedisFault::not_master || result.error().fault == RedisFault::no_script;
}

RedisCommand command_of(const RedisScriptCall& call) {
    RedisCommand command{"EVALSHA", call.script->digest(), std::to_string(call.keys.size())};
    command.insert(command.end(), call.keys.begin(), call.keys.end());
    command.insert(command.end(), call.arguments.begin(), call.arguments.end());
    return command;
}

}  // namespace

RedisPool::RedisPool(RedisSettings settings) : settings_(std::move(settings)), dice_(std::random_device{}()) {}

RedisResult<void> RedisPool::reserve_slot() {
    std::unique_lock lock(mutex_);
    const bool is_free = changed_.wait_until(lock, steady_clock::now() + settings_.command_limit,
                                             [this] { return used_ < settings_.connections; });
    if (!is_free) return tl::unexpected(RedisError{RedisFault::timed_out, "redis: all connections are in use"});
    ++used_;
    return {};
}

void RedisPool::free_slot() {
    const std::lock_guard lock(mutex_);
    --used_;
    changed_.notify_one();
}

RedisResult<RedisPool::Loan> RedisPool::borrow() {
    while (true) {
        std::unique_lock lock(mutex_);
        if (idle_.empty()) break;
        Loan loan{std::move(idle_.back()), generation_};
        idle_.pop_back();
        lock.unlock();
        if (loan.connection.is_alive()) return loan;
    }
    return connect();
}

RedisResult<RedisPool::Loan> RedisPool::connect() {
    const std::lock_guard one_at_a_time(connecting_);
    std::unique_lock lock(mutex_);
    if (steady_clock::now() < next_try_) return tl::unexpected(last_failure_);
    const std::optional<RedisAddress> known = master_;
    lock.unlock();

    if (known) {
        if (auto connection = open_master(*known, settings_)) return connected({*known, std::move(*connection)});
    }
    auto found = find_master(settings_);
    if (found) return connected(std::move(*found));
    ++connect_failures_;
    is_up_ = false;
    lock.lock();
    last_failure_ = found.error();
    last_failure_.may_have_run = false;
    backoff_ = std::min(settings_.longest_backoff, std::max(first_backoff, backoff_ * 2));
    std::uniform_int_distribution<std::int64_t> jitter(backoff_.count() / 2, backoff_.count());
    next_try_ = steady_clock::now() + milliseconds(jitter(dice_));
    return tl::unexpected(last_failure_);
}

RedisPool::Loan RedisPool::connected(RedisMaster found) {
    ++connects_;
    const std::lock_guard lock(mutex_);
    backoff_ = {};
    next_try_ = {};
    if (last_master_ && *last_master_ != found.address) ++failovers_;
    last_master_ = master_ = found.address;
    return {std::move(found.connection), generation_};
}

void RedisPool::give_back(Loan loan) {
    const std::lock_guard lock(mutex_);
    if (loan.generation == generation_) idle_.push_back(std::move(loan.connection));
}

void RedisPool::forget_connections(bool and_master) {
    std::vector<RedisConnection> closed_outside_the_lock;
    const std::lock_guard lock(mutex_);
    ++generation_;
    if (and_master) master_.reset();
    closed_outside_the_lock.swap(idle_);
}

void RedisPool::note(const Results& results) {
    commands_ += results.size();
    for (const auto& result : results) {
        if (result) continue;
        ++failures_;
        if (result.error().fault == RedisFault::timed_out) ++timeouts_;
        if (result.error().fault == RedisFault::under_replicated) ++under_replicated_;
    }
}

RedisPool::Results RedisPool::perform(const std::vector<RedisCommand>& commands, milliseconds limit) {
    const auto failed = [&](const RedisError& error) {
        Results results(commands.size(), tl::unexpected(error));
        note(results);
        return results;
    };
    const auto slot = reserve_slot();
    if (!slot) return failed(slot.error());
    auto loan = borrow();
    if (!loan) {
        free_slot();
        return failed(loan.error());
    }
    Results results = loan->connection.pipeline(commands, limit);
    note(results);
    bool is_broken = false;
    bool is_replica = false;
    for (const auto& result : results) {
        is_broken = is_broken || (!result && result.error().may_have_run);
        is_replica = is_replica || (!result && result.error().fault == RedisFault::not_master);
    }
    is_up_ = !is_broken && !is_replica;
    if (is_broken || is_replica) {
        forget_connections(is_replica);
    } else {
        give_back(std::move(*loan));
    }
    free_slot();
    return results;
}

RedisResult<RedisReply> RedisPool::call(const RedisCommand& command, milliseconds patience) {
    const milliseconds limit = settings_.command_limit + patience;
    auto result = std::move(perform({command}, limit).front());
    if (may_be_repeated(result)) return std::move(perform({command}, limit).front());
    return result;
}

RedisResult<void> RedisPool::load(const std::vector<RedisScriptCall>& calls, bool only_unknown) {
    std::vector<const RedisScript*> scripts;
    std::vector<RedisCommand> commands;
    for (const RedisScriptCall& call : calls) {
        if (only_unknown && !call.script->digest().empty()) continue;
        if (std::find(scripts.begin(), scripts.end(), call.script) != scripts.end()) continue;
        scripts.push_back(call.script);
        commands.push_back({"SCRIPT", "LOAD", call.script->source()});
    }
    if (commands.empty()) return {};
    const Results loaded = perform(commands, settings_.command_limit);
    for (std::size_t i = 0; i < loaded.size(); ++i) {
        if (!loaded[i]) {
            RedisError error = loaded[i].error();
            error.may_have_run = false;  // nothing but a script was sent
            return tl::unexpected(error);
        }
        scripts[i]->loaded(loaded[i]->text);
        ++scripts_loaded_;
    }
    return {};
}

RedisPool::Results RedisPool::try_all(const std::vector<RedisScriptCall>& scripts, RedisWrite write) {
    std::vector<RedisCommand> commands;
    for (const RedisScriptCall& call : scripts) commands.push_back(command_of(call));
    const bool waits = write == RedisWrite::durable && settings_.wait_replicas > 0;
    milliseconds limit = settings_.command_limit;
    if (waits) {
        commands.push_back({"WAIT", std::to_string(settings_.wait_replicas), std::to_string(settings_.wait_limit.count())});
        limit += settings_.wait_limit;
    }
    Results results = perform(commands, limit);
    if (!waits) return results;
    const auto replicas = std::move(results.back());
    results.pop_back();
    if (replicas && replicas->number() >= settings_.wait_replicas) return results;
    for (auto& result : results) {
        if (!result) continue;
        result = tl::unexpected(replicas ? RedisError{RedisFault::under_replicated, "redis: too few replicas have it", true}
                                         : replicas.error());
        ++under_replicated_;
    }
    return results;
}

std::vector<RedisResult<RedisReply>> RedisPool::run_all(const std::vector<RedisScriptCall>& scripts, RedisWrite write) {
    Results results(scripts.size(), tl::unexpected(RedisError{}));
    std::vector<std::size_t> open(scripts.size());
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;
    bool reload = false;
    for (int round = 0; round < most_tries && !open.empty(); ++round) {
        std::vector<RedisScriptCall> calls;
        for (const std::size_t i : open) calls.push_back(scripts[i]);
        const auto loaded = load(calls, !reload);
        Results tried = loaded ? try_all(calls, write) : Results(calls.size(), tl::unexpected(loaded.error()));
        std::vector<std::size_t> again;
        reload = false;
        for (std::size_t i = 0; i < open.size(); ++i) {
            results[open[i]] = std::move(tried[i]);
            if (!may_be_repeated(results[open[i]])) continue;
            reload = reload || results[open[i]].error().fault == RedisFault::no_script;
            again.push_back(open[i]);
        }
        open = std::move(again);
    }
    return results;
}

RedisResult<RedisReply> RedisPool::run(const RedisScriptCall& script, RedisWrite write) {
    return std::move(run_all({script}, write).front());
}

RedisResult<RedisConnection> RedisPool::open() {
    auto loan = connect();
    if (!loan) return tl::unexpected(loan.error());
    return std::move(loan->connection);
}

RedisCounters RedisPool::counters() const noexcept {
    return {commands_, connects_, connect_failures_, failovers_, timeouts_, failures_, scripts_loaded_, under_replicated_};
}

}  // namespace motcua::adapters
