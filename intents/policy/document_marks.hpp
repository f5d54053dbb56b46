// What marks a text as a paper of an authority: its layout, its stamps, a secrecy mark.
#pragma once

#include "intents/policy/cue_book.hpp"
#include "intents/policy/document_numbers.hpp"
#include "intents/policy/guarded_text.hpp"

namespace motcua::intents::policy {

/// A line that is nothing but a secrecy stamp: "TUYỆT MẬT", "MẬT", "TÀI LIỆU THU HỒI". Without marks only in
/// capitals, and never the only line: "TOI MAT" alone may be a person who lost something.
bool has_secrecy_stamp(const GuardedText& text);

/// Points for the layout of Decree 30/2020; `strong` counts the marks that a citizen's petition never bears.
struct Layout {
    int score = 0;
    int strong = 0;
};
Layout layout_of(const GuardedText& text, const Cues& cues, const std::vector<DocumentNumber>& numbers);

/// Pasted papers reach this score. Source: security-and-law 2.3, R4.
constexpr int pasted_document_score = 4;

}  // namespace motcua::intents::policy
