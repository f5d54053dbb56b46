// Reads on from a cue to the value that it announces.
#include "intents/policy/personal_phrases.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace motcua::intents::policy {
namespace {

bool is_filler(std::string_view word) {
    constexpr std::array<std::string_view, 30> fillers{
        "wifi", "me",   "bo",   "con", "vo",    "chong", "nha",   "anh",  "chi",   "hien",
        "la",   "cua",  "toi",  "em",  "minh",  "moi",   "cu",    "nay",  "vneid", "vssid",
        "zalo", "dang", "nhap", "tai", "khoan", "e",     "nguoi", "dung", "so",    "dat"};
    return std::find(fillers.begin(), fillers.end(), word) != fillers.end();
}

struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t digits = 0;
    std::uint32_t letters = 0;
    std::uint32_t signs = 0;
};

/// What stands between two blanks, without the signs around it.
Token token_at(const GuardedText& text, std::uint32_t at) {
    const auto is_edge = [](char folded) {
        return folded == ':' || folded == '=' || folded == '"' || folded == ',' || folded == '-';
    };
    while (at < text.glyph_count() && (is_space(text.folded_at(at)) || is_edge(text.folded_at(at)))) ++at;
    Token token{.begin = at};
    while (at < text.glyph_count() && !is_space(text.folded_at(at))) ++at;
    token.end = at;
    while (token.end > token.begin &&
           (is_edge(text.folded_at(token.end - 1)) || text.folded_at(token.end - 1) == '.'))
        --token.end;
    for (auto glyph = token.begin; glyph < token.end; ++glyph) {
        const char folded = text.folded_at(glyph);
        if (is_digit(folded))
            ++token.digits;
        else if (is_letter(folded))
            ++token.letters;
        else
            ++token.signs;
    }
    return token;
}

bool looks_like_password(const Token& token) {
    const auto length = token.end - token.begin;
    if (length < 4) return false;
    const bool mixed = token.digits > 0 && (token.letters > 0 || token.signs > 0);
    return mixed || token.digits >= 4 ||
           (token.signs > 0 && token.letters >= 4 && token.signs < token.letters && length > 5);
}

std::string folded_text(const GuardedText& text, const Token& token) {
    std::string folded;
    for (auto at = token.begin; at < token.end; ++at) folded.push_back(text.folded_at(at));
    return folded;
}

}  // namespace

void claim_passwords(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    constexpr int max_fillers = 7;
    for (const auto& match : cues.all()) {
        if (match.cue != Cue::number_password) continue;
        auto token = token_at(text, match.end);
        for (int step = 0; step < max_fillers && is_filler(folded_text(text, token)); ++step)
            token = token_at(text, token.end);
        if (token.begin < token.end && looks_like_password(token))
            spans.claim(token.begin, token.end, PersonalKind::password);
    }
}

void claim_parcels(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    for (const auto& match : cues.all()) {
        if (match.cue != Cue::number_land) continue;
        auto at = match.end;
        const auto limit = std::min(match.end + 12, text.glyph_count());
        while (at < limit && !is_digit(text.folded_at(at))) {
            const char folded = text.folded_at(at);
            if (folded == ',' || folded == '\n' || folded == '?') break;
            ++at;
        }
        auto end = at;
        while (is_digit(text.folded_at(end)) ||
               (text.folded_at(end) == '-' && is_digit(text.folded_at(end + 1))))
            ++end;
        const bool area = text.folded_at(end) == 'm';
        if (end > at && end - at <= 6 && !area) spans.claim(at, end, PersonalKind::land);
    }
}

}  // namespace motcua::intents::policy
