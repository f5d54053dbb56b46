// Reads digits as people write them: spaced, dotted, hyphenated, with o for 0 and l for 1, spelled as words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intents/policy/personal_spans.hpp"

namespace motcua::intents::policy {

/// Digits with at most single signs between them, no blank.
struct DigitRun {
    std::uint32_t begin = 0;  // glyphs
    std::uint32_t end = 0;
    std::string digits;
    std::vector<std::uint8_t> groups;  // "0912.345.678": 4, 3, 3
    bool plus = false;                 // a "+" stands before
    bool blanks = false;               // glued from runs with blanks between
    bool dotted = false;               // only dots between its groups
};

/// The runs of a text whose place is free, by begin. Linear.
std::vector<DigitRun> digit_runs(const GuardedText& text, const PersonalSpans& spans);

/// Runs [first, last] as one, when nothing but blanks and signs stands between neighbours; else a run without
/// digits.
DigitRun glued(const GuardedText& text, const std::vector<DigitRun>& runs, std::size_t first,
               std::size_t last);

/// Nine or more digits spelled as words, one after another: "không chín một ...". The digits of each.
std::vector<DigitRun> spelled_runs(const GuardedText& text);

/// dd-mm-yyyy, d.m.yyyy or yyyy-mm-dd.
bool is_date(const DigitRun& run);

/// Groups of three after the first, as in a price: "1.000.000".
bool is_grouped_by_three(const DigitRun& run);

}  // namespace motcua::intents::policy
