// The fields' names are those that the scripts write.
#include "adapters/redis/queue_replies.hpp"

#include "adapters/queue_rules.hpp"

namespace motcua::adapters {
namespace {

constexpr std::size_t first_behind = 5;  // in the reply of `take_event`

intents::Envelope envelope_from(const RedisFields& fields) {
    intents::Envelope envelope;
    envelope.channel = intents::channel_from(fields.text("channel")).value_or(intents::ChannelKind::web);
    envelope.account = fields.text("account");
    envelope.sender = fields.text("sender");
    envelope.message_id = fields.text("message");
    envelope.sent_at = std::chrono::milliseconds(fields.number("sent"));
    return envelope;
}

TakenEvent event_from(std::int64_t number, const RedisFields& fields) {
    const StoredVerdict verdict{fields.number("admitted") != 0, fields.text("text"),   fields.text("payload"),
                                fields.number("label"),         fields.number("action"), fields.text("notice"),
                                fields.text("rule")};
    TakenEvent taken{number, {envelope_from(fields), verdict_of(verdict)}, {}, 1, {}, {}, false, {}};
    taken.attempt = static_cast<int>(fields.number("attempts"));
    taken.received_at = time_from(fields.number("received"));
    return taken;
}

}  // namespace

const RedisReply& RedisFields::value_of(std::string_view name) const {
    for (std::size_t i = 0; i + 1 < reply_.items.size(); i += 2) {
        if (reply_.items[i].text == name) return reply_.items[i + 1];
    }
    return reply_.at(reply_.items.size());  // nil
}

const std::string& RedisFields::text(std::string_view name) const { return value_of(name).text; }
std::int64_t RedisFields::number(std::string_view name) const { return value_of(name).number(); }

TakenEvent taken_event_from(const RedisReply& reply, const std::string& loan) {
    TakenEvent taken = event_from(reply.at(1).number(), RedisFields(reply.at(4)));
    taken.session = reply.at(2).text;
    taken.with_person = reply.at(3).number() != 0;
    taken.loan = loan;
    if (!is_fragment(taken.event.verdict)) return taken;
    for (std::size_t i = first_behind; i < reply.items.size(); ++i) {
        const RedisReply& next = reply.at(i);
        if (next.at(1).items.empty() || !join(taken, event_from(next.at(0).number(), RedisFields(next.at(1))))) break;
    }
    return taken;
}

TakenPart taken_part_from(const RedisReply& reply, const std::string& loan) {
    const RedisFields fields(reply.at(3));
    TakenPart taken;
    taken.id = reply.at(1).number();
    taken.envelope = envelope_from(fields);
    taken.part = {fields.text("body"), fields.text("reference")};
    taken.attempt = static_cast<int>(fields.number("attempts")) + 1;
    taken.created_at = time_from(fields.number("created"));
    taken.unsure = static_cast<int>(fields.number("unsure"));
    taken.last_inbound = time_from(reply.at(2).number());
    taken.loan = loan;
    return taken;
}

std::vector<DeadLetter> dead_letters_from(const RedisReply& reply) {
    std::vector<DeadLetter> letters;
    for (const RedisReply& row : reply.items) {
        const bool is_event = row.at(0).text == "event";
        letters.push_back({is_event ? -row.at(1).number() : row.at(1).number(), row.at(0).text, row.at(2).text, row.at(3).text,
                           row.at(4).text, static_cast<int>(row.at(5).number()), time_from(row.at(6).number())});
    }
    return letters;
}

}  // namespace motcua::adapters
