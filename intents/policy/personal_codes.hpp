// Personal codes that are more than digits: mail boxes, health cards, passports, plates, dossiers, places on
// earth.
#pragma once

#include "intents/policy/cue_book.hpp"
#include "intents/policy/personal_spans.hpp"

namespace motcua::intents::policy {

/// Keeps codes of procedures ("1.001193", also with its tail ".000.00.00.H38") from being taken for numbers
/// of a person.
void keep_procedure_codes(const GuardedText& text, PersonalSpans& spans);

void claim_mail_boxes(const GuardedText& text, PersonalSpans& spans);
void claim_places(const GuardedText& text, PersonalSpans& spans);
void claim_dossiers(const GuardedText& text, PersonalSpans& spans);
void claim_health_cards(const GuardedText& text, PersonalSpans& spans);
void claim_passports(const GuardedText& text, const Cues& cues, PersonalSpans& spans);
void claim_plates(const GuardedText& text, const Cues& cues, PersonalSpans& spans);

}  // namespace motcua::intents::policy
