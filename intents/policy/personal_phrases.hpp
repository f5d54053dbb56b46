// Personal data that only the words around it give away: passwords, one-time codes, parcels, a person's name.
#pragma once

#include "intents/policy/cue_book.hpp"
#include "intents/policy/personal_spans.hpp"

namespace motcua::intents::policy {

/// "mật khẩu: Hoa@1234": what follows, when it looks like one.
void claim_passwords(const GuardedText& text, const Cues& cues, PersonalSpans& spans);
/// "thửa số 125 tờ bản đồ số 37"
void claim_parcels(const GuardedText& text, const Cues& cues, PersonalSpans& spans);

}  // namespace motcua::intents::policy
