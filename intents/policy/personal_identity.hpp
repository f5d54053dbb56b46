// Who a person is: names, addresses, birth dates, register numbers, and traits that are nobody's business.
#pragma once

#include "intents/policy/cue_book.hpp"
#include "intents/policy/personal_spans.hpp"

namespace motcua::intents::policy {

/// Names in capitals after "tên tôi là", "ông", "con em", or with the middle word "Văn" or "Thị"; never after
/// "đường".
void claim_names(const GuardedText& text, const Cues& cues, PersonalSpans& spans);
/// "số 12 ngõ 3 đường Hoàng Liên"; communes and provinces stay, an answer needs them.
void claim_addresses(const GuardedText& text, PersonalSpans& spans);
/// A full date after "sinh"; a year alone stays.
void claim_births(const GuardedText& text, const Cues& cues, PersonalSpans& spans);
/// "khai sinh số 45/2010 quyển 01"
void claim_civil_numbers(const GuardedText& text, const Cues& cues, PersonalSpans& spans);
/// Health, origin and faith that the writer tells of the own family (Decree 356/2025 Art. 4: sensitive).
void claim_traits(const GuardedText& text, const Cues& cues, PersonalSpans& spans);

}  // namespace motcua::intents::policy
