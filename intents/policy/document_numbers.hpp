// Finds numbers of documents ("12/2025/TT-BTP", "4964/UBND-VX", "60/2014/QH13"): they are never a reason to
// refuse.
#pragma once

#include <cstdint>
#include <vector>

#include "intents/policy/guarded_text.hpp"

namespace motcua::intents::policy {

struct DocumentNumber {
    std::uint32_t begin = 0;  // glyphs
    std::uint32_t end = 0;
    bool names_a_person = false;  // a judgement or a penalty: personal data
    bool blank = false;           // "Số:    /TTr-STC": a draft that has not been numbered
};

/// By begin, not overlapping. Linear.
/// Source: Decree 30/2020, Appendix III (abbreviations of types), form 1.5 (official letters bear none).
std::vector<DocumentNumber> document_numbers(const GuardedText& text);

}  // namespace motcua::intents::policy
