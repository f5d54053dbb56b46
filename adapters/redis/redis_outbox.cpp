// Parts by script; the ends of their loans are made up for when Redis was away.
#include "adapters/redis/redis_outbox.hpp"

#include <algorithm>

#include "adapters/redis/queue_replies.hpp"

namespace motcua::adapters {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int at_once = 200;  // dead letters that one script brings back

}  // namespace

RedisScriptCall RedisOutbox::take_call(const std::string& token, const std::vector<std::string>& uncertain) {
    RedisScriptCall call = place_.call(place_.scripts.take_part);
    call.with(token).with(microseconds(place_.settings.lease).count()).with_count(uncertain.size());
    for (const std::string& loan : uncertain) call.with(loan);
    const std::lock_guard lock(mutex_);
    std::erase_if(pauses_, [now = steady_clock::now()](const auto& entry) { return entry.second.until <= now; });
    call.with_count(pauses_.size());
    for (const auto& [account, pause] : pauses_) call.with(account).with(microseconds(pause.stale).count());
    return call;
}

microseconds RedisOutbox::until_pause_ends(microseconds due_in) {
    const std::lock_guard lock(mutex_);
    for (const auto& [account, pause] : pauses_) {
        const auto left = std::chrono::ceil<microseconds>(pause.until - steady_clock::now());
        const microseconds rest = std::max(left, microseconds(0));
        due_in = due_in.count() < 0 ? rest : std::min(due_in, rest);
    }
    return due_in;
}

QueueResult<std::optional<TakenPart>> RedisOutbox::take(milliseconds wait) {
    const auto until = steady_clock::now() + wait;
    while (const auto ticket = place_.wake.wait_to_ask(RedisLine::part, until)) {
        if (const auto paid = pay(); !paid) return failed(paid.error());
        const std::string token = place_.new_token();
        const auto uncertain = place_.parts.some();
        const auto reply = place_.pool->run(take_call(token, uncertain));
        if (!reply) {
            if (reply.error().may_have_run) place_.parts.add(token);
            return failed(reply.error());
        }
        place_.parts.settled(uncertain);
        place_.returned += uncertain.size();
        if (reply->at(0).number() != 0) {
            place_.wake.stir(RedisLine::part);  // there may be more
            return taken_part_from(*reply, token);
        }
        place_.wake.found_nothing(RedisLine::part, *ticket, until_pause_ends(microseconds(reply->at(1).number())));
    }
    return std::optional<TakenPart>{};
}

RedisScriptCall RedisOutbox::of_part(const RedisScript& script, const TakenPart& taken) const {
    RedisScriptCall call = place_.call(script);
    return call.with(taken.loan).with(conversation_key(taken.envelope)).with(taken.id);
}

RedisResult<RedisReply> RedisOutbox::settle(const RedisScriptCall& call) {
    auto reply = place_.pool->run(call);
    place_.wake.stir(RedisLine::part);
    if (reply || reply.error().fault == RedisFault::bad_data) return reply;
    const std::lock_guard lock(mutex_);
    owed_.push_back(call);
    return reply;
}

RedisResult<void> RedisOutbox::pay() {
    std::vector<RedisScriptCall> owed;
    {
        const std::lock_guard lock(mutex_);
        owed.swap(owed_);
    }
    if (owed.empty()) return {};
    const auto replies = place_.pool->run_all(owed);
    RedisResult<void> paid;
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < owed.size(); ++i) {
        if (replies[i] || replies[i].error().fault == RedisFault::bad_data) continue;
        paid = tl::unexpected(replies[i].error());
        owed_.push_back(std::move(owed[i]));
    }
    return paid;
}

QueueResult<void> RedisOutbox::ended(const RedisResult<RedisReply>& reply) {
    if (!reply) return failed(reply.error());
    if (reply->number() != 0) return {};
    place_.note_fenced();
    return no_such_loan();
}

QueueResult<void> RedisOutbox::sent(const TakenPart& taken, const std::string& /*platform_message_id*/) {
    const auto reply = settle(of_part(place_.scripts.sent, taken));
    if (!reply) return failed(reply.error());
    return {};  // also when it was not open any more: an echo was faster, or nobody wants it
}

QueueResult<void> RedisOutbox::later(const TakenPart& taken, milliseconds delay, const std::string& reason, int unsure) {
    RedisScriptCall call = of_part(place_.scripts.later, taken);
    return ended(settle(call.with(microseconds(delay).count()).with(reason).with(unsure)));
}

QueueResult<void> RedisOutbox::retry(const TakenPart& taken, milliseconds delay, const std::string& reason) {
    return later(taken, delay, reason, 0);
}

QueueResult<void> RedisOutbox::unsure(const TakenPart& taken, milliseconds delay, const std::string& reason) {
    return later(taken, delay, reason, 1);
}

QueueResult<void> RedisOutbox::dead(const TakenPart& taken, const std::string& reason) {
    RedisScriptCall call = of_part(place_.scripts.dead_part, taken);
    return ended(settle(call.with(reason)));
}

void RedisOutbox::confirm(const std::string& reference, Confirmed done) {
    if (reference.empty()) return done(false);
    RedisScriptCall call = place_.call(place_.scripts.confirm);
    call.with(reference);
    const bool accepted = place_.writer.submit(std::move(call), 1, [this, done](const auto& reply) {
        if (!reply) return done(failed(reply.error()));
        place_.wake.stir(RedisLine::part);
        done(reply->number() != 0);
    });
    if (!accepted) done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events wait for Redis"}));
}

void RedisOutbox::pause(intents::ChannelKind channel, const std::string& account, milliseconds pause, milliseconds stale) {
    {
        const std::lock_guard lock(mutex_);
        Pause& known = pauses_[redis_account(channel, account)];
        known.until = std::max(known.until, steady_clock::now() + pause);
        known.stale = stale;
    }
    place_.wake.stir(RedisLine::part);
}

QueueResult<std::vector<DeadLetter>> RedisOutbox::dead_letters(std::size_t limit) {
    if (limit == 0) return std::vector<DeadLetter>{};
    RedisScriptCall call = place_.call(place_.scripts.dead_letters);
    const auto reply = place_.pool->run(call.with_count(limit));
    if (!reply) return failed(reply.error());
    return dead_letters_from(*reply);
}

QueueResult<std::size_t> RedisOutbox::redrive(const std::vector<std::int64_t>& ids) {
    std::size_t count = 0;
    while (true) {
        RedisScriptCall call = place_.call(place_.scripts.redrive);
        call.with(ids.empty() ? at_once : 0).with_count(ids.size());
        for (const std::int64_t id : ids) call.with(id < 0 ? "event:" + std::to_string(-id) : "part:" + std::to_string(id));
        const auto reply = place_.pool->run(call, RedisWrite::durable);
        if (!reply) return failed(reply.error());
        count += static_cast<std::size_t>(reply->number());
        if (!ids.empty() || reply->number() == 0) break;
    }
    place_.wake.stir(RedisLine::event);
    place_.wake.stir(RedisLine::part);
    return count;
}

}  // namespace motcua::adapters
