// Digits out of glyphs, whatever stands between them.
#include "intents/policy/digit_runs.hpp"

#include <algorithm>
#include <array>

namespace motcua::intents::policy {
namespace {

char digit_for(char folded) noexcept {
    if (folded == 'o') return '0';
    if (folded == 'l' || folded == 'i') return '1';
    return folded;
}

bool may_be_digit(const Glyph& glyph) noexcept {
    if (is_digit(glyph.folded)) return true;
    const bool plain = glyph.shape == Shape::none && glyph.tone == Tone::none;
    return plain && digit_for(glyph.folded) != glyph.folded;
}

bool joins(char folded) noexcept {
    return folded == '.' || folded == '-' || folded == '_' || folded == '(' || folded == ')';
}

/// The end of glyphs that are digits or may stand for them, single signs between allowed.
std::size_t chain_end(const std::vector<Glyph>& glyphs, std::size_t begin, std::size_t& real,
                      std::size_t& all) {
    auto end = begin;
    while (end < glyphs.size()) {
        const bool joined = joins(glyphs[end].folded) && end > begin && end + 1 < glyphs.size() &&
                            may_be_digit(glyphs[end + 1]);
        if (!may_be_digit(glyphs[end]) && !joined) break;
        real += is_digit(glyphs[end].folded) ? 1U : 0U;
        all += joined ? 0U : 1U;
        ++end;
    }
    return end;
}

/// One char a glyph: the digit it is or stands for, else 0.
std::vector<char> digits_of(const GuardedText& text) {
    const auto& glyphs = text.glyphs();
    std::vector<char> digits(glyphs.size(), 0);
    for (std::size_t at = 0; at < glyphs.size();) {
        if (!may_be_digit(glyphs[at])) {
            ++at;
            continue;
        }
        std::size_t real = 0;
        std::size_t all = 0;
        const auto end = chain_end(glyphs, at, real, all);
        const bool letter_after = end < glyphs.size() && is_letter(glyphs[end].folded);
        const bool letter_before = at > 0 && is_letter(glyphs[at - 1].folded);
        const bool alone = !letter_before && !letter_after && all >= 9 && real >= 2;
        const bool mostly_digits = !letter_after && real >= 2 && real * 2 >= all;
        for (; at < end; ++at) {
            if (is_digit(glyphs[at].folded))
                digits[at] = glyphs[at].folded;
            else if (may_be_digit(glyphs[at]) && (alone || mostly_digits))
                digits[at] = digit_for(glyphs[at].folded);
        }
    }
    return digits;
}

DigitRun run_from(const GuardedText& text, const std::vector<char>& digits, std::uint32_t begin) {
    DigitRun run;
    run.begin = begin;
    run.plus = begin > 0 && text.folded_at(begin - 1) == '+';
    run.dotted = true;
    auto at = begin;
    std::uint8_t group = 0;
    while (at < digits.size()) {
        if (digits[at] != 0) {
            run.digits.push_back(digits[at]);
            if (group < 200) ++group;
            ++at;
        } else if (joins(text.folded_at(at)) && at + 1 < digits.size() && digits[at + 1] != 0) {
            run.dotted = run.dotted && text.folded_at(at) == '.';
            run.groups.push_back(group);
            group = 0;
            ++at;
        } else {
            break;
        }
    }
    run.groups.push_back(group);
    run.dotted = run.dotted && run.groups.size() > 1;
    run.end = at;
    return run;
}

int digit_word(const Word& word) {
    struct Row {
        const char* spelled;
        int digit;
    };
    constexpr std::array rows{Row{"không", 0}, Row{"một", 1}, Row{"mốt", 1}, Row{"hai", 2}, Row{"ba", 3},
                              Row{"bốn", 4},   Row{"tư", 4},  Row{"năm", 5}, Row{"lăm", 5}, Row{"sáu", 6},
                              Row{"bảy", 7},   Row{"bẩy", 7}, Row{"tám", 8}, Row{"chín", 9}};
    static const std::vector<Word> words = [&rows] {
        std::vector<Word> read;
        for (const auto& row : rows) read.push_back(GuardedText::read(row.spelled).words().front());
        return read;
    }();
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (agrees(word, words[index])) return rows[index].digit;
    }
    return -1;
}

int number_in(const std::string& digits, std::size_t begin, std::size_t size) {
    int value = 0;
    for (auto at = begin; at < begin + size; ++at) value = value * 10 + (digits[at] - '0');
    return value;
}

}  // namespace

std::vector<DigitRun> digit_runs(const GuardedText& text, const PersonalSpans& spans) {
    const auto digits = digits_of(text);
    std::vector<DigitRun> runs;
    for (std::uint32_t at = 0; at < digits.size();) {
        if (digits[at] == 0) {
            ++at;
            continue;
        }
        auto run = run_from(text, digits, at);
        at = run.end;
        if (spans.is_free(run.begin, run.end)) runs.push_back(std::move(run));
    }
    return runs;
}

DigitRun glued(const GuardedText& text, const std::vector<DigitRun>& runs, std::size_t first,
               std::size_t last) {
    auto run = runs[first];
    for (auto next = first + 1; next <= last; ++next) {
        const auto gap = runs[next].begin - run.end;
        for (auto at = run.end; at < runs[next].begin; ++at) {
            const char sign = text.folded_at(at);
            if (gap > 3 || (sign != ' ' && !joins(sign))) return {};
        }
        run.end = runs[next].end;
        run.digits += runs[next].digits;
        run.groups.insert(run.groups.end(), runs[next].groups.begin(), runs[next].groups.end());
        run.blanks = true;
        run.dotted = false;
    }
    return run;
}

std::vector<DigitRun> spelled_runs(const GuardedText& text) {
    std::vector<DigitRun> runs;
    DigitRun run;
    const auto finish = [&runs, &run] {
        if (run.digits.size() >= 9) runs.push_back(run);
        run = {};
    };
    for (const auto& word : text.words()) {
        const int digit = digit_word(word);
        if (digit < 0) {
            finish();
            continue;
        }
        if (run.digits.empty()) run.begin = word.begin;
        run.digits.push_back(static_cast<char>('0' + digit));
        run.end = word.end;
    }
    finish();
    return runs;
}

bool is_date(const DigitRun& run) {
    if (run.groups.size() != 3) return false;
    const auto& groups = run.groups;
    const bool day_first = groups[0] <= 2 && groups[1] <= 2 && groups[2] == 4;
    const bool year_first = groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2;
    if (!day_first && !year_first) return false;
    const auto one = number_in(run.digits, 0, groups[0]);
    const auto two = number_in(run.digits, groups[0], groups[1]);
    const auto three = number_in(run.digits, groups[0] + std::size_t{groups[1]}, groups[2]);
    const int day = day_first ? one : three;
    const int year = day_first ? three : one;
    return day >= 1 && day <= 31 && two >= 1 && two <= 12 && year >= 1900 && year <= 2100;
}

bool is_grouped_by_three(const DigitRun& run) {
    if (run.groups.size() < 2 || run.groups.front() > 3 || run.digits.front() == '0') return false;
    return std::all_of(run.groups.begin() + 1, run.groups.end(), [](std::uint8_t size) { return size == 3; });
}

}  // namespace motcua::intents::policy
