// Emergencies and complaints always; a wish for a human unless a procedure is sure; greetings when little else is said.
#include "gateway/conversation/side_purpose.hpp"

namespace motcua::gateway {
namespace {

/// Said beside other words, these only lead into a question ("cho em hỏi", "cảm ơn ạ"), unless little else is said.
bool leads_in(intents::Purpose purpose) noexcept {
    return purpose != intents::Purpose::handoff && purpose != intents::Purpose::status && !interrupts(purpose);
}

/// Content words beside which a purpose is still what the message is about. "Gọi ai vậy" behind a story asks for help,
/// not who we are; a remark about the day may be long.
std::size_t most_words_beside(intents::Purpose purpose) noexcept {
    if (purpose == intents::Purpose::who) return 3;
    return purpose == intents::Purpose::chat ? 8 : 6;
}

}  // namespace

Outcome outcome_of(intents::Purpose purpose) noexcept {
    switch (purpose) {
        case intents::Purpose::handoff: return Outcome::handoff;
        case intents::Purpose::complaint: return Outcome::complaint;
        case intents::Purpose::emergency: return Outcome::emergency;
        case intents::Purpose::status: return Outcome::status;
        default: return Outcome::smalltalk;
    }
}

bool interrupts(intents::Purpose purpose) noexcept {
    return purpose == intents::Purpose::emergency || purpose == intents::Purpose::complaint;
}

bool takes_leave(intents::Purpose purpose, const kb::Query& query) noexcept {
    const bool closes = purpose == intents::Purpose::thanks || purpose == intents::Purpose::bye;
    return closes && query.content_words <= 1 && query.facets.empty();
}

bool is_the_matter(intents::Purpose purpose, const kb::Query& query, const Turn& searched) noexcept {
    constexpr float unlikely = 0.15F;
    constexpr std::size_t next_to_nothing = 2;  // content words: "có ở đó không" asks for no part of anything
    if (searched.outcome == Outcome::answered || searched.outcome == Outcome::unavailable) return false;
    if (!leads_in(purpose)) return true;
    if (query.content_words > most_words_beside(purpose)) return false;
    if (!query.facets.empty() && query.content_words > next_to_nothing) return false;
    // "Cho em hỏi tạm trú" greets and names a matter, however little of it.
    const bool may_be_vague = purpose != intents::Purpose::greeting && searched.confidence < unlikely;
    return searched.outcome == Outcome::not_found || may_be_vague;
}

std::optional<intents::PurposeWish> wish_of(const intents::NormalizedText& text, const kb::Query& query) {
    auto wish = intents::purpose_of(text.tokens());
    return wish ? wish : intents::purpose_of(query.spelled);
}

}  // namespace motcua::gateway
