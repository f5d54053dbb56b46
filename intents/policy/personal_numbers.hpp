// Decides which digits are personal and what they are: by a word before them, else by their own structure.
#pragma once

#include "intents/policy/cue_book.hpp"
#include "intents/policy/personal_spans.hpp"

namespace motcua::intents::policy {

/// Claims every run of digits that is personal. Whatever is nine digits or longer and no price is, named or
/// not. Sources: Decree 137/2015 Art. 13 (identity number), libphonenumber (phones),
/// vietnamese-text 8.1, 8.2.
void claim_numbers(const GuardedText& text, const Cues& cues, PersonalSpans& spans);

}  // namespace motcua::intents::policy
