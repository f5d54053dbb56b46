// The order in which personal data is claimed, and the masking.
#include "intents/policy/personal_data.hpp"

#include <algorithm>

#include "intents/policy/personal_codes.hpp"
#include "intents/policy/personal_identity.hpp"
#include "intents/policy/personal_numbers.hpp"
#include "intents/policy/personal_phrases.hpp"

namespace motcua::intents::policy {
namespace {

std::string masked(const GuardedText& text, const std::vector<PersonalSpan>& spans) {
    std::string kept;
    std::uint32_t from = 0;
    const auto& glyphs = text.glyphs();
    for (const auto& span : spans) {
        kept.append(text.bytes(), from, glyphs[span.begin].begin - from);
        kept.append(mark_of(span.kind));
        from = glyphs[span.end - 1].end;
    }
    kept.append(text.bytes(), from, std::string::npos);
    return kept;
}

}  // namespace

Redaction redact(const GuardedText& text, const Cues& cues, const std::vector<DocumentNumber>& numbers) {
    PersonalSpans spans(text);
    // Shapes that say what they are come first; plain digits take what is left.
    claim_mail_boxes(text, spans);
    for (const auto& number : numbers) {
        if (number.names_a_person)
            spans.claim(number.begin, number.end, PersonalKind::judgement);
        else
            spans.keep(number.begin, number.end);
    }
    keep_procedure_codes(text, spans);
    claim_births(text, cues, spans);
    claim_civil_numbers(text, cues, spans);
    claim_dossiers(text, spans);
    claim_places(text, spans);
    claim_passwords(text, cues, spans);
    claim_health_cards(text, spans);
    claim_plates(text, cues, spans);
    claim_passports(text, cues, spans);
    claim_parcels(text, cues, spans);
    claim_addresses(text, spans);
    claim_numbers(text, cues, spans);
    claim_names(text, cues, spans);
    claim_traits(text, cues, spans);

    auto ordered = spans.spans();
    std::sort(ordered.begin(), ordered.end(),
              [](const PersonalSpan& one, const PersonalSpan& other) { return one.begin < other.begin; });
    Redaction redaction{masked(text, ordered), {}};
    for (const auto& span : ordered) redaction.kinds.push_back(span.kind);
    return redaction;
}

}  // namespace motcua::intents::policy
