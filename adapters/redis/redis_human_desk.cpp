// Notes go through the writer, in the order in which they were told.
#include "adapters/redis/redis_human_desk.hpp"

namespace motcua::adapters {
namespace {

std::string_view word_of(DeskChange change) noexcept {
    switch (change) {
        case DeskChange::agent_spoke: return "agent_spoke";
        case DeskChange::other_app: return "other_app";
        case DeskChange::back_to_bot: return "back_to_bot";
        case DeskChange::erased: return "erased";
    }
    return "agent_spoke";
}

}  // namespace

void RedisHumanDesk::note(std::vector<DeskNote> notes, Noted done) {
    RedisScriptCall call = place_.call(place_.scripts.note);
    place_.add_rules(call);
    call.with_count(notes.size());
    for (const DeskNote& note : notes) {
        const intents::Envelope& envelope = note.envelope;
        call.with(word_of(note.change)).with(conversation_key(envelope)).with(envelope.sent_at.count());
        call.with(intents::name_of(envelope.channel)).with(envelope.account).with(envelope.sender);
    }
    const bool accepted = place_.writer.submit(std::move(call), notes.size(), [this, done](const auto& reply) {
        if (!reply) return done(failed(reply.error()));
        place_.dropped += static_cast<std::size_t>(reply->number());
        place_.wake.stir(RedisLine::part);
        place_.wake.stir(RedisLine::event);
        done({});
    });
    if (!accepted) done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events wait for Redis"}));
}

QueueResult<std::vector<intents::Envelope>> RedisHumanDesk::unattended(std::size_t limit) {
    RedisScriptCall call = place_.call(place_.scripts.unattended);
    place_.add_rules(call);
    const auto reply = place_.pool->run(call.with_count(limit));
    if (!reply) return failed(reply.error());
    std::vector<intents::Envelope> found;
    for (const RedisReply& row : reply->items) {
        found.push_back({intents::channel_from(row.at(0).text).value_or(intents::ChannelKind::web), row.at(1).text, row.at(2).text,
                         "wait:" + row.at(3).text, std::chrono::milliseconds(row.at(3).number())});
    }
    return found;
}

QueueResult<void> RedisHumanDesk::give_up_waiting(const intents::Envelope& envelope, const std::vector<OutgoingPart>& parts) {
    RedisScriptCall call = place_.call(place_.scripts.give_up);
    call.with(conversation_key(envelope)).with(redis_account(envelope.channel, envelope.account));
    call.with(intents::name_of(envelope.channel)).with(envelope.account).with(envelope.sender).with(envelope.message_id);
    call.with(envelope.sent_at.count());
    place_.add_rules(call);
    call.with_count(parts.size());
    for (const OutgoingPart& part : parts) call.with(part.body).with(part.reference);
    const auto reply = place_.pool->run(call, RedisWrite::durable);
    if (!reply) return failed(reply.error());
    place_.wake.stir(RedisLine::part);
    return {};
}

QueueResult<DeskCounts> RedisHumanDesk::counts() {
    RedisScriptCall call = place_.call(place_.scripts.counts);
    place_.add_rules(call);
    const auto reply = place_.pool->run(call);
    if (!reply) return failed(reply.error());
    DeskCounts counts;
    counts.with_agent = static_cast<std::size_t>(reply->at(0).number());
    counts.waiting = static_cast<std::size_t>(reply->at(1).number());
    counts.dropped = place_.dropped;
    counts.longest_wait = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::milliseconds(reply->at(2).number()));
    return counts;
}

}  // namespace motcua::adapters
