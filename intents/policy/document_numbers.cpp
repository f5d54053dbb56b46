// The shapes of document numbers, read glyph by glyph.
#include "intents/policy/document_numbers.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace motcua::intents::policy {
namespace {

constexpr std::array<std::string_view, 44> types{
    "nq",   "qd",  "ct",  "qc",  "qyd", "tc",  "tb",   "hd",   "ctr", "kh", "pa",  "da",  "bc",  "bb", "ttr",
    "cd",   "bgn", "btt", "guq", "gm",  "ggt", "gnp",  "pg",   "pc",  "pb", "sy",  "trs", "sl",  "nd", "tt",
    "ttlt", "l",   "pl",  "lct", "cv",  "ub",  "ubnd", "hdnd", "vp",  "cp", "ttg", "stc", "bca", "bts"};

constexpr std::array<std::string_view, 20> persons{
    "qdst",  "qdxpvphc", "hngd", "xphc", "xpvphc", "hsst", "dsst", "hcst", "kdtm",  "ths",
    "thads", "ccthads",  "hspt", "dspt", "hnst",   "hs",   "ds",   "ldst", "qdtha", "cctha"};

template <class List>
bool holds(const List& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// Reads number shapes from one place of a text.
class NumberReader {
  public:
    NumberReader(const GuardedText& text, std::uint32_t at) : text_(text), at_(at) {}

    std::uint32_t at() const noexcept { return at_; }
    std::size_t digits() {
        const auto first = at_;
        while (is_digit(text_.folded_at(at_))) ++at_;
        return at_ - first;
    }
    /// A slash, with at most one blank on each side.
    bool slash() {
        auto look = at_;
        if (text_.folded_at(look) == ' ') ++look;
        if (text_.folded_at(look) != '/' && text_.folded_at(look) != '\\') return false;
        ++look;
        if (text_.folded_at(look) == ' ' && look < text_.glyph_count()) ++look;
        at_ = look;
        return true;
    }
    /// Letters joined by hyphens, digits allowed after the first: the parts of "TT-BTP", "QH13".
    std::vector<std::string> suffix(bool& capitals) {
        std::vector<std::string> parts;
        capitals = true;
        while (true) {
            std::string part;
            while (is_word_part(text_.folded_at(at_))) {
                const auto& glyph = text_.glyphs()[at_];
                capitals = capitals && (is_digit(glyph.folded) || glyph.upper || part.size() > 1);
                part.push_back(glyph.folded);
                ++at_;
            }
            if (part.empty()) return parts;
            parts.push_back(std::move(part));
            const bool goes_on = text_.folded_at(at_) == '-' && is_letter(text_.folded_at(at_ + 1));
            if (!goes_on) return parts;
            ++at_;
        }
    }

  private:
    const GuardedText& text_;
    std::uint32_t at_;
};

bool is_type(const std::string& part) {
    const bool assembly = part.size() >= 3 && part.compare(0, 2, "qh") == 0 && is_digit(part[2]);
    return assembly || holds(types, part) || holds(persons, part);
}

bool is_number_suffix(const std::vector<std::string>& parts, bool capitals) {
    if (parts.empty() || !is_letter(parts.front().front()) || parts.front().size() > 12) return false;
    if (is_type(parts.front()) && (parts.size() > 1 || parts.front().size() > 2 || capitals)) return true;
    return parts.size() > 1 && capitals;
}

bool names_person(const std::vector<std::string>& parts) {
    std::string joined;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const bool penal = index > 0 || parts[index].size() > 2;  // a lone "HS" or "DS" says little
        if (penal && holds(persons, parts[index])) return true;
        if (index < 2) joined += parts[index];
    }
    return holds(persons, joined);
}

/// "Số: ... /TTr-STC": the word "số", then dots, blanks or a colon, then a slash without a number.
bool is_blank_number(const GuardedText& text, std::uint32_t slash) {
    auto at = slash;
    std::uint32_t filler = 0;
    while (at > 0 && filler < 40 && !is_word_part(text.folded_at(at - 1)) && text.folded_at(at - 1) != '\n') {
        --at;
        ++filler;
    }
    return at >= 2 && text.folded_at(at - 1) == 'o' && text.folded_at(at - 2) == 's' && filler > 0;
}

bool read_number(const GuardedText& text, std::uint32_t begin, DocumentNumber& number) {
    NumberReader reader(text, begin);
    const auto count = reader.digits();
    number.blank = count == 0;
    if (count > 5 || (number.blank && !is_blank_number(text, begin)) || !reader.slash()) return false;
    const auto year = reader.digits();
    if (year != 0 && (number.blank || year != 4 || !reader.slash())) return false;
    bool capitals = false;
    const auto parts = reader.suffix(capitals);
    if (!is_number_suffix(parts, capitals)) return false;
    number.begin = begin;
    number.end = reader.at();
    number.names_a_person = names_person(parts);
    return true;
}

}  // namespace

std::vector<DocumentNumber> document_numbers(const GuardedText& text) {
    std::vector<DocumentNumber> numbers;
    for (std::uint32_t at = 0; at < text.glyph_count();) {
        const char folded = text.folded_at(at);
        const bool starts =
            (is_digit(folded) && (at == 0 || !is_word_part(text.folded_at(at - 1)))) || folded == '/';
        DocumentNumber number;
        if (starts && read_number(text, at, number)) {
            numbers.push_back(number);
            at = number.end;
        } else {
            ++at;
        }
    }
    return numbers;
}

}  // namespace motcua::intents::policy
