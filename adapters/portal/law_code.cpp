// Number, year, kind of text and issuing body, each by its own rule.
#include "adapters/portal/law_code.hpp"

#include <algorithm>
#include <array>

#include "adapters/portal/letters.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

/// Kinds of legal texts that stand before the issuing body.
constexpr std::array code_kinds{"TTLT"sv, "TT"sv, "NĐ"sv, "ND"sv, "QĐ"sv, "NQ"sv, "CT"sv, "VBHN"sv, "CV"sv, "TB"sv, "HD"sv};
/// Issuing bodies, longer ones before those they begin with.
constexpr std::array bodies{
    "BNNPTNT"sv, "BNN&PTNT"sv, "BTNMT"sv, "BNNMT"sv, "BLĐTBXH"sv, "BVHTTDL"sv, "BGDĐT"sv, "BKHCN"sv, "BKHĐT"sv,
    "BGTVT"sv, "BTTTT"sv, "BTC"sv, "BTP"sv, "BCA"sv, "BQP"sv, "BXD"sv, "BYT"sv, "BNV"sv, "BCT"sv, "BNG"sv, "BNN"sv,
    "BTNMT"sv, "BDTTG"sv, "NHNN"sv, "VPCP"sv, "VPQH"sv, "TTCP"sv, "TTg"sv, "TTG"sv, "UBDT"sv, "UBND"sv, "HĐND"sv, "CP"sv,
    "TANDTC"sv, "VKSNDTC"sv, "HĐTP"sv, "UBCK"sv, "BHXH"sv, "KTNN"sv, "TLĐ"sv, "TCHQ"sv, "TCT"sv};

bool digit(std::string_view text, std::size_t at) noexcept {
    return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}

std::size_t digits_from(std::string_view text, std::size_t at) noexcept {
    const auto begin = at;
    while (digit(text, at)) ++at;
    return at - begin;
}

template <class Words>
std::size_t word_at(std::string_view text, std::size_t at, const Words& words) noexcept {
    for (const auto word : words) {
        if (text.substr(at).starts_with(word)) return word.size();
    }
    return 0;
}

/// Capitals and digits of an unknown body; the last capital before a small letter begins the next word.
std::size_t unknown_body_at(std::string_view text, std::size_t at) noexcept {
    const auto begin = at;
    std::size_t last = 0;
    while (at < text.size()) {
        const auto [value, bytes] = code_point_at(text, at);
        const bool belongs = (value < 0x80 && is_upper_letter(value)) || value == 0x110;
        if (!belongs) break;
        last = bytes;
        at += bytes;
    }
    const auto after = at < text.size() ? code_point_at(text, at).value : U' ';
    return at - begin > last && is_lower_letter(after) ? at - begin - last : at - begin;
}

/// The end of "QH13" or "UBTVQH15": always two digits.
std::size_t assembly_at(std::string_view text, std::size_t at) noexcept {
    for (const auto body : {"UBTVQH"sv, "PL-UBTVQH"sv, "QH"sv}) {
        if (!text.substr(at).starts_with(body)) continue;
        const auto end = at + body.size();
        if (digit(text, end) && digit(text, end + 1)) return body.size() + 2;
        if (digit(text, end)) return body.size() + 1;
    }
    return 0;
}

/// The end of "/TT-BTC" behind the slash at `at`, or nothing.
std::optional<LawCode> kind_and_body_at(std::string_view text, std::size_t at) noexcept {
    LawCode code;
    if (const auto assembly = assembly_at(text, at); assembly > 0) {
        code.end = at + assembly;
        return code;
    }
    const auto kind = word_at(text, at, code_kinds);
    if (kind == 0 || at + kind >= text.size() || text[at + kind] != '-') return std::nullopt;
    code.end = at + kind;
    while (code.end < text.size() && text[code.end] == '-') {  // "TTLT-BTC-BTP", "QĐ-BCA-C06"
        const auto begin = code.end + 1;
        const auto assembly = assembly_at(text, begin);  // "NQ-QH15"
        const auto known = assembly > 0 ? assembly : word_at(text, begin, bodies);
        const auto length = known > 0 ? known : unknown_body_at(text, begin);
        if (length == 0) break;
        code.certain = code.certain && known > 0;
        code.end = begin + length;
        if (known == 0) code.end += digits_from(text, code.end);  // "C06"
    }
    return code;
}

/// How many bytes at the front of "202068" or "2026.55" are a year glued before the number.
std::size_t year_before_number(std::string_view run) noexcept {
    if (run.size() < 5 || !(run.starts_with("19"sv) || run.starts_with("20"sv))) return 0;
    const auto dot = run.find('.');
    if (dot == 4 && run.size() > 5) return 5;
    return dot == std::string_view::npos ? 4 : 0;
}

}  // namespace

bool is_law_code(std::string_view text) {
    const auto code = next_law_code(text, 0);
    return code && code->certain && code->begin == 0 && code->end == text.size();
}

std::optional<LawCode> next_law_code(std::string_view text, std::size_t from) {
    for (auto slash = text.find('/', from); slash != std::string_view::npos; slash = text.find('/', slash + 1)) {
        auto begin = slash;
        while (begin > from && (digit(text, begin - 1) || (text[begin - 1] == '.' && digit(text, begin)))) --begin;
        while (begin < slash && !digit(text, begin)) ++begin;
        if (begin == slash) continue;
        auto at = slash + 1;
        if (digits_from(text, at) == 4 && at + 4 < text.size() && text[at + 4] == '/') at += 5;
        auto code = kind_and_body_at(text, at);
        if (!code) continue;
        code->begin = begin + year_before_number(text.substr(begin, slash - begin));
        return code;
    }
    return std::nullopt;
}

}  // namespace motcua::adapters
