// Kinds of numbers: which lengths a cue allows, which structures speak for themselves.
#include "intents/policy/personal_numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "intents/policy/digit_runs.hpp"

namespace motcua::intents::policy {
namespace {

struct NumberKind {
    Cue cue;
    PersonalKind kind;
    std::size_t shortest;
    std::size_t longest;
};

constexpr std::array kinds{
    NumberKind{Cue::number_id_card, PersonalKind::id_card, 9, 13},
    NumberKind{Cue::number_old_id, PersonalKind::old_id, 8, 12},
    NumberKind{Cue::number_phone, PersonalKind::phone, 8, 13},
    NumberKind{Cue::number_account, PersonalKind::account, 6, 19},
    NumberKind{Cue::number_tax, PersonalKind::tax, 10, 13},
    NumberKind{Cue::number_social, PersonalKind::social, 9, 12},
    NumberKind{Cue::number_health, PersonalKind::health, 10, 15},
    NumberKind{Cue::number_passport, PersonalKind::passport, 7, 9},
    NumberKind{Cue::number_licence, PersonalKind::licence, 8, 12},
    NumberKind{Cue::number_dossier, PersonalKind::dossier, 5, 24},
    NumberKind{Cue::number_card, PersonalKind::card, 13, 19},
    NumberKind{Cue::number_one_time, PersonalKind::one_time, 4, 8},
    NumberKind{Cue::number_plate, PersonalKind::plate, 7, 8},
    NumberKind{Cue::number_code, PersonalKind::number, 7, 24},
};

constexpr std::uint32_t cue_reach = 6;  // words between the cue and its number

/// Hotlines that everybody may know: 1800 and 1900 with four to six digits.
bool is_public_hotline(const std::string& digits) {
    const bool prefix = digits.compare(0, 4, "1800") == 0 || digits.compare(0, 4, "1900") == 0;
    return prefix && digits.size() >= 8 && digits.size() <= 10;
}

std::string national(const DigitRun& run) {
    const auto& digits = run.digits;
    if (digits.compare(0, 4, "0084") == 0) return "0" + digits.substr(4);
    const bool abroad = digits.compare(0, 2, "84") == 0 && (run.plus || digits.size() == 11);
    if (!abroad) return digits;
    return digits.size() > 2 && digits[2] == '0' ? digits.substr(2) : "0" + digits.substr(2);
}

bool is_phone(const DigitRun& run) {
    const auto digits = national(run);
    if (digits.size() < 10 || digits.front() != '0') return false;
    const bool mobile =
        digits.size() == 10 && std::string_view("35789").find(digits[1]) != std::string_view::npos;
    const bool fixed = digits[1] == '2' && (digits.size() == 10 || digits.size() == 11);
    return mobile || fixed;
}

/// Province or country, century and sex, year: the structure of an identity number.
bool is_identity_number(const std::string& digits) {
    return digits.size() == 12 && digits.front() == '0' && digits[3] >= '0' && digits[3] <= '5';
}

/// Source: check digit of tax numbers as in python-stdnum vn.mst.
bool is_tax_number(const std::string& digits) {
    if (digits.size() != 10 && digits.size() != 13) return false;
    constexpr std::array<int, 9> weights{31, 29, 23, 19, 17, 13, 7, 5, 3};
    int sum = 0;
    for (std::size_t index = 0; index < weights.size(); ++index)
        sum += weights[index] * (digits[index] - '0');
    return 10 - sum % 11 == digits[9] - '0';
}

/// "113 114 115"
bool are_emergency_numbers(const DigitRun& run) {
    for (std::size_t group = 0; group < run.groups.size(); ++group) {
        if (run.groups[group] != 3 || run.digits.compare(group * 3, 2, "11") != 0) return false;
    }
    return true;
}

std::optional<PersonalKind> by_structure(const DigitRun& run) {
    const auto& digits = run.digits;
    if (is_phone(run)) return PersonalKind::phone;
    if (is_identity_number(digits)) return PersonalKind::id_card;
    const bool threes = is_grouped_by_three(run);
    if (run.blanks) {
        const bool personal =
            threes && (digits.size() == 9 || digits.size() == 12) && run.groups.front() == 3;
        return personal ? std::optional(PersonalKind::number) : std::nullopt;
    }
    if (threes || digits.size() < 9) return std::nullopt;
    if (is_tax_number(digits)) return PersonalKind::tax;
    return PersonalKind::number;
}

/// Looks for the cues around a run.
class CueWindow {
  public:
    CueWindow(const GuardedText& text, const Cues& cues) : text_(text), cues_(cues) {}

    /// The kind that the nearest cue before the run names and that can be so long; else the nearest one
    /// after.
    std::optional<PersonalKind> kind_of(const DigitRun& run) const {
        const auto word = static_cast<std::uint32_t>(text_.word_at(run.begin));
        const NumberKind* before = nullptr;
        const NumberKind* after = nullptr;
        std::uint32_t nearest = 0;
        for (auto match = first_near(run.begin); match != cues_.all().end(); ++match) {
            if (match->begin > run.end && match->word > word + 8) break;
            const auto* kind = fitting(match->cue, run.digits.size());
            if (kind == nullptr) continue;
            const bool glued = match->begin <= run.begin && match->end > run.begin;
            if ((match->end <= run.begin || glued) && word <= match->end_word + cue_reach &&
                match->end >= nearest) {
                before = kind;
                nearest = match->end;
            } else if (match->begin >= run.end && after == nullptr &&
                       match->word <= text_.word_at(run.end) + 3) {
                after = kind;
            }
        }
        if (before != nullptr) return kind_for(*before, run);
        if (after != nullptr && after->cue != Cue::number_dossier && after->cue != Cue::number_plate)
            return kind_for(*after, run);
        return std::nullopt;
    }

    /// "120000000 đồng", "500k"
    bool has_unit(const DigitRun& run) const {
        auto at = run.end + (text_.folded_at(run.end) == ' ' ? 1U : 0U);
        std::string unit;
        while (is_letter(text_.folded_at(at)) && unit.size() < 8) unit.push_back(text_.folded_at(at++));
        return is_unit(unit);
    }

    bool has_price_cue(const DigitRun& run) const {
        const auto word = text_.word_at(run.begin);
        for (auto match = first_near(run.begin); match != cues_.all().end() && match->end <= run.begin;
             ++match) {
            if (match->cue == Cue::number_money && word <= match->end_word + 3U) return true;
        }
        return false;
    }

  private:
    std::vector<CueMatch>::const_iterator first_near(std::uint32_t glyph) const {
        const std::uint32_t reach = 80;  // glyphs; more than the words that cue_reach allows
        const auto from = glyph > reach ? glyph - reach : 0;
        return std::partition_point(cues_.all().begin(), cues_.all().end(),
                                    [from](const CueMatch& match) { return match.begin < from; });
    }

    static const NumberKind* fitting(Cue cue, std::size_t digits) {
        for (const auto& kind : kinds) {
            if (kind.cue == cue && digits >= kind.shortest && digits <= kind.longest) return &kind;
        }
        return nullptr;
    }

    static PersonalKind kind_for(const NumberKind& kind, const DigitRun& run) {
        if (kind.kind == PersonalKind::id_card && run.digits.size() == 9) return PersonalKind::old_id;
        if (kind.kind == PersonalKind::old_id && run.digits.size() == 12) return PersonalKind::id_card;
        return kind.kind;
    }

    static bool is_unit(std::string_view word) {
        constexpr std::array<std::string_view, 13> units{"d",    "dong", "vnd", "k",   "tr", "trieu", "nghin",
                                                         "ngan", "ty",   "ti",  "usd", "m",  "ha"};
        return std::find(units.begin(), units.end(), word) != units.end();
    }

    const GuardedText& text_;
    const Cues& cues_;
};

bool are_years(const DigitRun& run) {
    for (std::size_t group = 0; group < run.groups.size(); ++group) {
        const auto century = run.digits.substr(std::min(group * 4, run.digits.size() - 1), 2);
        if (run.groups[group] != 4 || (century != "19" && century != "20")) return false;
    }
    return true;
}

std::optional<PersonalKind> kind_of(const DigitRun& run, const CueWindow& window) {
    if (run.digits.empty()) return std::nullopt;
    if (is_phone(run) || (is_identity_number(run.digits) && !run.blanks)) {
        const auto named = window.kind_of(run);
        const bool other =
            named && is_phone(run) && (*named == PersonalKind::tax || *named == PersonalKind::social);
        if (other || named == PersonalKind::licence || (named == PersonalKind::account && !is_phone(run)))
            return named;
        return by_structure(run);
    }
    if (is_date(run) || are_years(run) || are_emergency_numbers(run) || window.has_unit(run))
        return std::nullopt;
    const auto named = window.kind_of(run);
    if (is_public_hotline(run.digits) && named != PersonalKind::account) return std::nullopt;
    const bool loose = run.blanks && run.digits.size() < 9 && named != PersonalKind::one_time;
    if (named && loose) return std::nullopt;
    if (named == PersonalKind::phone && run.digits.size() >= 9) return by_structure(run);
    if (named) return named;
    return window.has_price_cue(run) && run.digits.front() != '0' ? std::nullopt : by_structure(run);
}

/// The longest glue of runs that is personal; the runs after it go on.
std::size_t claim_from(const GuardedText& text, const std::vector<DigitRun>& runs, std::size_t first,
                       const CueWindow& window, PersonalSpans& spans) {
    const auto is_piece = [&runs](std::size_t at) {
        return runs[at].digits.size() <= 8 && !is_date(runs[at]);
    };
    auto last = first;
    auto digits = runs[first].digits.size();
    while (is_piece(first) && last + 1 < runs.size() && is_piece(last + 1) &&
           digits + runs[last + 1].digits.size() <= 19) {
        ++last;
        digits += runs[last].digits.size();
    }
    for (auto end = last + 1; end > first; --end) {
        const auto run = glued(text, runs, first, end - 1);
        if (const auto kind = kind_of(run, window)) {
            spans.claim(run.begin, run.end, *kind);
            return end;
        }
    }
    return first + 1;
}

/// A sign that belongs to a phone number: "(+84) 912...", "+84".
std::uint32_t with_sign(const GuardedText& text, std::uint32_t begin) {
    if (begin > 0 && text.folded_at(begin - 1) == '+') --begin;
    if (begin > 0 && text.folded_at(begin - 1) == '(' && text.folded_at(begin) == '+') --begin;
    return begin;
}

}  // namespace

void claim_numbers(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    const CueWindow window(text, cues);
    for (const auto& run : spelled_runs(text)) {
        spans.claim(run.begin, run.end,
                    window.kind_of(run).value_or(by_structure(run).value_or(PersonalKind::number)));
    }
    auto runs = digit_runs(text, spans);
    for (auto& run : runs) run.begin = run.plus ? with_sign(text, run.begin) : run.begin;
    for (std::size_t at = 0; at < runs.size();) at = claim_from(text, runs, at, window, spans);
}

}  // namespace motcua::intents::policy
