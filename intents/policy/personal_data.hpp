// Masks personal data by typed marks, so that what is kept still makes sense and tells nothing of a person.
#pragma once

#include <string>
#include <vector>

#include "intents/policy/cue_book.hpp"
#include "intents/policy/document_numbers.hpp"
#include "intents/policy/personal_spans.hpp"

namespace motcua::intents::policy {

struct Redaction {
    std::string text;  // well-formed; the bytes of the original outside of what was masked
    std::vector<PersonalKind> kinds;
};

/// Pure. A second pass over its own result changes nothing.
Redaction redact(const GuardedText& text, const Cues& cues, const std::vector<DocumentNumber>& numbers);

}  // namespace motcua::intents::policy
