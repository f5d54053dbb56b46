// Stamp lines and the layout score of pasted papers.
#include "intents/policy/document_marks.hpp"

#include <algorithm>
#include <array>

namespace motcua::intents::policy {
namespace {

bool is_word(const Word& word, std::string_view folded) { return word.folded == folded; }

bool has_mark(const Word& word, Shape shape, Tone tone) {
    return word.tone == tone && std::find(word.shapes.begin(), word.shapes.end(), shape) != word.shapes.end();
}

/// "mật" with its marks.
bool is_secret_word(const Word& word) {
    return is_word(word, "mat") && has_mark(word, Shape::circumflex, Tone::dot);
}

/// The line after "Độ mật", "Mức độ mật", "Dấu".
std::span<const Word> without_label(std::span<const Word> line) {
    if (!line.empty() && (is_word(line.front(), "muc") || is_word(line.front(), "dau")))
        line = line.subspan(1);
    if (line.size() > 2 && is_word(line[0], "do") && is_word(line[1], "mat")) line = line.subspan(2);
    return line;
}

bool is_stamp(std::span<const Word> line, bool alone) {
    line = without_label(line);
    if (line.empty() || line.size() > 9) return false;
    const bool capitals = std::all_of(line.begin(), line.end(), [](const Word& word) { return word.upper; });
    const bool marked = std::any_of(line.begin(), line.end(), [](const Word& word) { return word.marked; });
    if (!capitals && !marked) return false;
    const bool shouted = capitals && !alone;  // without marks, only as a heading of something
    const auto& last = line.back();
    const bool torn = last.pieced && capitals && (is_word(last, "toimat") || is_word(last, "tuyetmat"));
    if (line.size() == 1 && torn) return true;
    if (line.size() == 1)
        return is_word(last, "mat") && capitals && (is_secret_word(last) || (!last.marked && shouted));
    if (line.size() == 2 && is_word(last, "mat") && (is_word(line[0], "toi") || is_word(line[0], "tuyet"))) {
        return is_secret_word(last) || (!last.marked && shouted);
    }
    const auto ends_with = [&line](std::string_view before, std::string_view end) {
        return line.size() >= 2 && is_word(line[line.size() - 2], before) && is_word(line.back(), end);
    };
    const bool withdrawn =
        line.size() == 4 && is_word(line[0], "tai") && is_word(line[1], "lieu") && ends_with("thu", "hoi");
    return withdrawn || ends_with("boc", "bi");
}

std::uint32_t next_sign(const GuardedText& text, std::uint32_t at) {
    while (text.folded_at(at) == ' ' && at < text.glyph_count()) ++at;
    return at;
}

bool is_own_line(const GuardedText& text, const CueMatch& match) {
    const auto& words = text.words();
    const bool begins =
        match.word == 0 || text.has_sign_between(words[match.word - 1].end, match.begin, '\n');
    const bool ends =
        match.end_word >= words.size() || text.has_sign_between(match.end, words[match.end_word].begin, '\n');
    return begins && ends;
}

/// A phrase in capitals, in a text that is not all capitals, or as a line of its own.
bool stands_out(const GuardedText& text, const CueMatch& match, bool all_capitals) {
    const auto& words = text.words();
    bool capitals = true;
    for (auto word = match.word; word < match.end_word && word < words.size(); ++word)
        capitals = capitals && words[word].upper;
    return capitals && (!all_capitals || (is_own_line(text, match) && words.size() > 4));
}

/// "TM.", "KT.", "TL.", "TUQ.", "Q." before the title of a signer.
int signer_points(const GuardedText& text, const Cues& cues) {
    constexpr std::array<std::string_view, 5> prefixes{"tm", "kt", "tl", "tuq", "q"};
    for (const auto& match : cues.all()) {
        if (match.cue != Cue::signer || match.word == 0) continue;
        const auto& before = text.words()[match.word - 1];
        const bool prefix = std::find(prefixes.begin(), prefixes.end(), before.folded) != prefixes.end();
        if (prefix && before.upper && text.has_sign_between(before.end, match.begin, '.')) return 2;
    }
    return 0;
}

/// "Số:" before a document's number.
int number_points(const GuardedText& text, const std::vector<DocumentNumber>& numbers) {
    int points = 0;
    for (const auto& number : numbers) {
        const auto word = text.word_at(number.begin);
        const bool named = word > 0 && is_word(text.words()[word - 1], "so") &&
                           text.has_sign_between(text.words()[word - 1].end, number.begin, ':');
        if (number.blank) points = std::max(points, 3);
        if (named) points = std::max(points, 2);
    }
    return points;
}

bool has_subject_line(const GuardedText& text) {
    for (std::uint32_t at = 0; at + 2 < text.glyph_count(); ++at) {
        const bool starts = at == 0 || !is_word_part(text.folded_at(at - 1));
        if (starts && text.folded_at(at) == 'v' && text.folded_at(at + 1) == '/' &&
            text.folded_at(at + 2) == 'v')
            return true;
    }
    return false;
}

/// "Lưu: VT"
bool has_archive_line(const GuardedText& text) {
    const auto& words = text.words();
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (is_word(words[at], "luu") && (is_word(words[at + 1], "vt") || is_word(words[at + 1], "vp")))
            return true;
    }
    return false;
}

}  // namespace

/// "MẬT: kế hoạch …": the word in capitals with its marks begins a line and a colon or dash follows.
bool leads_a_line(const GuardedText& text, std::span<const Word> line) {
    line = without_label(line);
    if (line.size() < 2 || !line.front().upper || !is_secret_word(line.front())) return false;
    const auto sign = text.folded_at(next_sign(text, line.front().end));
    return sign == ':' || sign == '-' || sign == '.';
}

bool has_secrecy_stamp(const GuardedText& text) {
    for (const std::span<const Word> line : text.lines()) {
        if (leads_a_line(text, line)) return true;
    }
    const auto any_stamp = [](const std::vector<std::span<const Word>>& lines) {
        return std::any_of(lines.begin(), lines.end(), [&lines](std::span<const Word> line) {
            return is_stamp(line, lines.size() == 1);
        });
    };
    return any_stamp(text.lines()) || any_stamp(text.pieced_lines());
}

Layout layout_of(const GuardedText& text, const Cues& cues, const std::vector<DocumentNumber>& numbers) {
    const auto& words = text.words();
    const bool all_capitals = std::none_of(words.begin(), words.end(),
                                           [](const Word& word) { return word.letters > 0 && !word.upper; });
    int recipients = 0;
    int heading = 0;
    int circulation = 0;
    Layout layout;
    for (const auto& match : cues.all()) {
        const bool colon = text.folded_at(next_sign(text, match.end)) == ':';
        if (match.cue == Cue::structure_recipients && colon) recipients = 2;
        if (match.cue == Cue::heading && stands_out(text, match, all_capitals)) heading = 2;
        const bool alone = match.end_word - match.word == words.size();
        const bool stamp = stands_out(text, match, all_capitals) || (is_own_line(text, match) && !alone);
        if (match.cue == Cue::circulation && stamp) circulation = 4;
    }
    layout.strong = recipients + heading + circulation + signer_points(text, cues) +
                    number_points(text, numbers) + (has_archive_line(text) ? 2 : 0);
    layout.score = layout.strong + (cues.has(Cue::structure_salutation) ? 1 : 0) +
                   (has_subject_line(text) ? 1 : 0) + (cues.has(Cue::structure_ground) ? 1 : 0) +
                   (cues.has(Cue::structure_motto) ? 1 : 0);
    return layout;
}

}  // namespace motcua::intents::policy
