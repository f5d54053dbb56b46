// Each verb is one script; only append() does not wait for it.
#include "adapters/redis/redis_inbox.hpp"

#include "adapters/redis/queue_replies.hpp"
#include "adapters/signature.hpp"

namespace motcua::adapters {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t seen_bytes = 16;
constexpr std::size_t behind = 4;  // texts that may be read into one event

std::string seen_key_of(const intents::Envelope& envelope) {
    const Digest digest = sha256_of({intents::name_of(envelope.channel), "\x1f", envelope.account, "\x1f", envelope.message_id});
    return {reinterpret_cast<const char*>(digest.data()), seen_bytes};
}

std::uint64_t partition_of(const std::string& conversation, int partitions) {
    constexpr std::size_t digits = 8;
    return std::stoull(conversation.substr(0, digits), nullptr, 16) % static_cast<std::uint64_t>(partitions);
}

}  // namespace

void RedisInbox::add_event(RedisScriptCall& call, const InboxEvent& event) const {
    const intents::Envelope& envelope = event.envelope;
    const std::string conversation = conversation_key(envelope);
    const StoredVerdict verdict = stored_of(event.verdict);
    const bool settles = place_.settings.rules.settle.count() > 0 && is_fragment(event.verdict);
    call.with(seen_key_of(envelope)).with(conversation).with_count(partition_of(conversation, place_.settings.partitions));
    call.with(redis_account(envelope.channel, envelope.account)).with_flag(settles);
    call.with(intents::name_of(envelope.channel)).with(envelope.account).with(envelope.sender).with(envelope.message_id);
    call.with(envelope.sent_at.count()).with_flag(verdict.admitted).with(verdict.text).with(verdict.payload);
    call.with(verdict.label).with(verdict.action).with(verdict.notice).with(verdict.rule);
}

void RedisInbox::append(std::vector<InboxEvent> events, Appended done) {
    const QueueSettings& rules = place_.settings.rules;
    RedisScriptCall call = place_.call(place_.scripts.append);
    call.with(milliseconds(rules.seen_for).count()).with(milliseconds(rules.contact_for).count());
    call.with_count(rules.pending_bound).with(microseconds(rules.settle).count()).with_count(events.size());
    for (const InboxEvent& event : events) add_event(call, event);
    const bool accepted = place_.writer.submit(std::move(call), events.size(), [this, done](const auto& reply) {
        if (!reply) return done(failed(reply.error()));
        const std::int64_t stored = reply->at(0).number();
        if (stored < 0) return done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events and replies wait"}));
        if (stored > 0) place_.wake.stir(RedisLine::event);
        done(AppendReceipt{static_cast<std::size_t>(stored), static_cast<std::size_t>(reply->at(1).number())});
    });
    if (!accepted) done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events wait for Redis"}));
}

RedisScriptCall RedisInbox::take_call(const std::string& token, const std::vector<std::string>& uncertain) const {
    const RedisQueueSettings& settings = place_.settings;
    RedisScriptCall call = place_.call(place_.scripts.take_event);
    call.with(token).with(settings.node).with(microseconds(settings.lease).count());
    call.with_count(settings.rules.settle.count() > 0 ? behind : 0).with(settings.rules.crash_attempts);
    place_.add_rules(call);
    call.with_count(uncertain.size());
    for (const std::string& loan : uncertain) call.with(loan);
    return call;
}

QueueResult<std::optional<TakenEvent>> RedisInbox::take(milliseconds wait) {
    const auto until = steady_clock::now() + wait;
    while (const auto ticket = place_.wake.wait_to_ask(RedisLine::event, until)) {
        const std::string token = place_.new_token();
        const auto uncertain = place_.events.some();
        const auto reply = place_.pool->run(take_call(token, uncertain));
        if (!reply) {
            if (reply.error().may_have_run) place_.events.add(token);
            return failed(reply.error());
        }
        place_.events.settled(uncertain);
        place_.returned += uncertain.size();
        if (reply->at(0).number() != 0) {
            place_.wake.stir(RedisLine::event);  // there may be more
            return taken_event_from(*reply, token);
        }
        place_.wake.found_nothing(RedisLine::event, *ticket, microseconds(reply->at(1).number()));
    }
    return std::optional<TakenEvent>{};
}

QueueResult<void> RedisInbox::complete(const TakenEvent& taken, const Completion& completion) {
    const intents::Envelope& envelope = taken.event.envelope;
    RedisScriptCall call = place_.call(place_.scripts.complete);
    call.with(taken.loan).with(conversation_key(envelope)).with(redis_account(envelope.channel, envelope.account));
    call.with(intents::name_of(envelope.channel)).with(envelope.account).with(envelope.sender).with(envelope.message_id);
    call.with(taken.id).with_count(taken.joined.size());
    for (const std::int64_t joined : taken.joined) call.with(joined);
    call.with(completion.session).with(milliseconds(place_.settings.session_for).count());
    call.with_flag(completion.asks_for_person).with_flag(completion.erases);
    place_.add_rules(call);
    call.with_count(completion.parts.size());
    for (const OutgoingPart& part : completion.parts) call.with(part.body).with(part.reference);
    const auto reply = place_.pool->run(call, RedisWrite::durable);
    if (!reply) {
        place_.events.add(taken.loan);
        return failed(reply.error());
    }
    if (reply->at(0).number() == 0) {
        place_.note_fenced();
        return no_such_loan();
    }
    place_.dropped += static_cast<std::size_t>(reply->at(1).number());
    place_.wake.stir(RedisLine::event);
    if (!completion.parts.empty()) place_.wake.stir(RedisLine::part);
    return {};
}

QueueResult<void> RedisInbox::release(const TakenEvent& taken, milliseconds delay, const std::string& reason) {
    RedisScriptCall call = place_.call(place_.scripts.release);
    call.with(taken.loan).with(conversation_key(taken.event.envelope)).with(taken.id);
    call.with(microseconds(delay).count()).with(reason).with(place_.settings.rules.event_attempts);
    const auto reply = place_.pool->run(call);
    if (!reply) {
        place_.events.add(taken.loan);
        return failed(reply.error());
    }
    place_.wake.stir(RedisLine::event);
    if (reply->number() != 0) return {};
    place_.note_fenced();
    return no_such_loan();
}

QueueResult<QueueDepth> RedisInbox::depth() {
    const auto reply = place_.pool->run(place_.call(place_.scripts.depth));
    if (!reply) return failed(reply.error());
    QueueDepth depth;
    depth.pending = static_cast<std::size_t>(reply->at(0).number());
    depth.outgoing = static_cast<std::size_t>(reply->at(1).number());
    depth.dead = static_cast<std::size_t>(reply->at(2).number());
    depth.oldest = duration_cast<std::chrono::seconds>(milliseconds(reply->at(3).number()));
    return depth;
}

}  // namespace motcua::adapters
