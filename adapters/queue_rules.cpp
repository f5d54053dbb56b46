// Names of conversations, the form in which verdicts are stored, and which texts make one thought.
#include "adapters/queue_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::adapters {

std::string conversation_of(const intents::Envelope& envelope) {
    return fmt::format("{}\x1f{}", account_key(envelope.channel, envelope.account), envelope.sender);
}

std::string account_key(intents::ChannelKind channel, std::string_view account) {
    return fmt::format("{}\x1f{}", intents::name_of(channel), account);
}

std::int64_t milliseconds_of(TimePoint time) noexcept {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}
TimePoint time_from(std::int64_t milliseconds) noexcept { return TimePoint(std::chrono::milliseconds(milliseconds)); }

StoredVerdict stored_of(const intents::Verdict& verdict) {
    if (!verdict) {
        const intents::Refusal& refusal = verdict.error();
        return {false, {}, {}, static_cast<std::int64_t>(refusal.label), static_cast<std::int64_t>(intents::PolicyAction::refuse),
                std::string(intents::name_of(refusal.notice)), refusal.rule};
    }
    return {true, verdict->text(), verdict->payload(), static_cast<std::int64_t>(verdict->label()),
            static_cast<std::int64_t>(verdict->action()), std::string(intents::name_of(verdict->notice())), verdict->rule()};
}

intents::Verdict verdict_of(const StoredVerdict& stored) {
    const auto label = static_cast<intents::PolicyLabel>(stored.label);
    const intents::Notice notice = intents::notice_from(stored.notice);
    if (!stored.admitted) return tl::unexpected(intents::Refusal{stored.rule, label, notice});
    return intents::AdmittedMessage::restored(stored.text, stored.payload, label,
                                              static_cast<intents::PolicyAction>(stored.action), notice, stored.rule);
}

bool is_fragment(const intents::Verdict& verdict) noexcept {
    constexpr std::ptrdiff_t few_words = 6;
    if (!verdict || !verdict->payload().empty() || verdict->notice() != intents::Notice::none) return false;
    return std::count(verdict->text().begin(), verdict->text().end(), ' ') < few_words;
}

bool join(TakenEvent& taken, const TakenEvent& next) {
    const intents::Verdict& said = next.event.verdict;
    if (!said || !said->payload().empty() || said->notice() != intents::Notice::none) return false;
    const intents::AdmittedMessage& first = *taken.event.verdict;
    const bool plain = first.label() == intents::PolicyLabel::normal;
    taken.event.verdict = intents::AdmittedMessage::restored(
        first.text() + "\n" + said->text(), {}, plain ? said->label() : first.label(),
        plain ? said->action() : first.action(), intents::Notice::none, plain ? said->rule() : first.rule());
    taken.joined.push_back(next.id);
    return true;
}

}  // namespace motcua::adapters
