// The shapes of codes, each read from every place where one can begin.
#include "intents/policy/personal_codes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "intents/policy/glyph_reader.hpp"

namespace motcua::intents::policy {
namespace {

/// A cue of the kind that ends at most `reach` glyphs before `begin`.
bool has_cue_before(const Cues& cues, Cue cue, std::uint32_t begin, std::uint32_t reach) {
    return std::any_of(cues.all().begin(), cues.all().end(), [=](const CueMatch& match) {
        return match.cue == cue && match.end <= begin && match.end + reach >= begin;
    });
}

bool is_mail_part(char folded) noexcept {
    return (is_word_part(folded) && folded != Glyph::foreign) || folded == '.' || folded == '_' ||
           folded == '-' || folded == '+';
}

/// The length of an at sign at the place: "@", "(at)", "[at]"; 0 when there is none.
std::uint32_t at_sign(const GuardedText& text, std::uint32_t at) {
    if (text.folded_at(at) == '@') return 1;
    const bool bracket = text.folded_at(at) == '(' || text.folded_at(at) == '[';
    return bracket && text.folded_at(at + 1) == 'a' && text.folded_at(at + 2) == 't' &&
                   !is_word_part(text.folded_at(at + 3))
               ? 4
               : 0;
}

/// The end of a domain that begins at the place, blanks around its dots allowed; the place itself when there
/// is none.
std::uint32_t domain_end(const GuardedText& text, std::uint32_t begin) {
    auto end = begin;
    std::size_t dots = 0;
    while (is_mail_part(text.folded_at(end))) {
        dots += text.folded_at(end) == '.' ? 1U : 0U;
        ++end;
    }
    while (end > begin && text.folded_at(end - 1) == '.') {
        --end;
        --dots;
    }
    auto look = end;
    if (dots == 0 && text.folded_at(look) == ' ') ++look;
    if (dots == 0 && text.folded_at(look) == '.') {
        ++look;
        if (text.folded_at(look) == ' ') ++look;
        const auto top = look;
        while (is_letter(text.folded_at(look))) ++look;
        if (look - top >= 2 && look - top <= 4) return look;
    }
    return dots > 0 ? end : begin;
}

bool is_plate_series(char folded) noexcept {
    return folded >= 'a' && folded <= 'z' && folded != 'j' && folded != 'w' && folded != 'o';
}

/// "12345", "123.45" or "1234" at the reader; what was found decides how sure the shape is.
std::size_t plate_number(GlyphReader& reader, bool& dotted) {
    const auto first = reader.digits(5);
    const auto before = reader.at();
    if (first == 3 && reader.one_of(". ")) {
        if (reader.digits(2) == 2) {
            dotted = true;
            return 5;
        }
        reader.back_to(before);
    }
    return first;
}

}  // namespace

void keep_procedure_codes(const GuardedText& text, PersonalSpans& spans) {
    for (std::uint32_t at = 0; at < text.glyph_count(); ++at) {
        GlyphReader reader(text, at);
        if (reader.inside_word() || reader.digits(2) != 1 || !reader.one_of(".") || reader.digits(7) != 6)
            continue;
        while (true) {
            const auto before = reader.at();
            if (reader.one_of(".") &&
                (reader.digits(3) >= 2 || (reader.letters(1) == 1 && reader.digits(2) == 2)))
                continue;
            reader.back_to(before);
            break;
        }
        spans.keep(at, reader.at());
    }
}

void claim_mail_boxes(const GuardedText& text, PersonalSpans& spans) {
    for (std::uint32_t at = 0; at < text.glyph_count(); ++at) {
        const auto sign = at_sign(text, at);
        if (sign == 0) continue;
        auto begin = at;
        if (begin > 0 && text.folded_at(begin - 1) == ' ') --begin;
        const auto local_end = begin;
        while (begin > 0 && local_end - begin < 64 && is_mail_part(text.folded_at(begin - 1))) --begin;
        auto domain = at + sign;
        if (text.folded_at(domain) == ' ') ++domain;
        const auto end = domain_end(text, domain);
        if (begin < local_end && end > domain) spans.claim(begin, end, PersonalKind::mail);
    }
}

void claim_places(const GuardedText& text, PersonalSpans& spans) {
    for (std::uint32_t at = 0; at < text.glyph_count(); ++at) {
        GlyphReader reader(text, at);
        if (reader.inside_word()) continue;
        const auto degree = [&reader] {
            const auto whole = reader.digits(3);
            return whole >= 1 && reader.one_of(".") && reader.digits(12) >= 4;
        };
        if (!degree() || !reader.one_of(",; ")) continue;
        while (reader.one_of(" ")) {
        }
        if (degree()) spans.claim(at, reader.at(), PersonalKind::place);
    }
}

void claim_dossiers(const GuardedText& text, PersonalSpans& spans) {
    for (std::uint32_t at = 0; at < text.glyph_count(); ++at) {
        GlyphReader reader(text, at);
        if (reader.inside_word()) continue;
        while (reader.digits(3) >= 2 && reader.one_of(".")) {
        }
        if (reader.letters(1) != 1 || reader.digits(2) != 2) continue;
        while (true) {
            const auto before = reader.at();
            if (reader.one_of(".") && reader.digits(3) >= 1) continue;
            reader.back_to(before);
            break;
        }
        if (!reader.one_of("-") || reader.digits(8) < 6 || !reader.one_of("-") || reader.digits(8) < 3)
            continue;
        spans.claim(at, reader.at(), PersonalKind::dossier);
    }
}

void claim_health_cards(const GuardedText& text, PersonalSpans& spans) {
    for (std::uint32_t at = 0; at < text.glyph_count(); ++at) {
        GlyphReader reader(text, at);
        if (reader.inside_word() || reader.letters(2) != 2) continue;
        reader.one_of(" -.");
        if (reader.here() < '1' || reader.here() > '5' || reader.loose_digits(13, " -.") != 13) continue;
        if (!is_digit(reader.here())) spans.claim(at, reader.at(), PersonalKind::health);
    }
}

void claim_passports(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    for (std::uint32_t at = 0; at < text.glyph_count(); ++at) {
        GlyphReader reader(text, at);
        if (reader.inside_word() || reader.letters(1) != 1) continue;
        const bool apart = reader.one_of(" -");
        if (apart && !has_cue_before(cues, Cue::number_passport, at, 20)) continue;
        const auto digits = reader.loose_digits(8, apart ? " " : "");
        if (digits >= 7 && !is_word_part(reader.here())) spans.claim(at, reader.at(), PersonalKind::passport);
    }
}

void claim_plates(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    for (std::uint32_t at = 0; at < text.glyph_count(); ++at) {
        GlyphReader reader(text, at);
        if (reader.inside_word() || reader.here() == '0' || reader.digits(2) != 2) continue;
        bool hyphen = reader.one_of("-");
        if (!hyphen) reader.one_of(" ");
        const auto series = reader.at();
        if (!is_plate_series(reader.here()) || reader.letters(2) == 0) continue;
        const bool capital = text.glyphs()[series].upper;
        const auto tail = reader.at();
        bool dotted = false;
        const auto number_after = [&] {
            hyphen = reader.one_of("-") || hyphen;
            if (reader.one_of(" ")) reader.one_of("-");
            return plate_number(reader, dotted);
        };
        // "29B1-234.56": one digit belongs to the series when enough follow it.
        auto found =
            reader.digits(1) == 1 && (reader.here() == '-' || reader.here() == ' ') ? number_after() : 0U;
        if (found < 4) {
            reader.back_to(tail);
            found = number_after();
            if (found == 5 && is_digit(reader.here())) found += reader.digits(1);
        }
        const bool named = has_cue_before(cues, Cue::number_plate, at, 25);
        const bool sure = dotted || (hyphen && capital) || (capital && found == 5);
        if (found >= 4 && !is_word_part(reader.here()) && (sure || named))
            spans.claim(at, reader.at(), PersonalKind::plate);
    }
}

}  // namespace motcua::intents::policy
