// Reads the phrase files once and matches them against words, torn or glued ones too.
#include "intents/policy/cue_book.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "intents/policy/phrases/policy_phrase_files.hpp"

namespace motcua::intents::policy {
namespace {

constexpr std::size_t max_phrase_words = 10;
constexpr std::size_t min_glued_letters = 6;
constexpr std::size_t max_glued_letters = 24;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        if (const auto part = text.substr(0, end); !part.empty()) parts.push_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// The slots of a line: "(công văn|vb) này" has two, the first with two alternatives.
std::vector<std::vector<std::string_view>> slots_of(std::string_view line) {
    std::vector<std::vector<std::string_view>> slots;
    while (!line.empty()) {
        if (line.front() == ' ') {
            line.remove_prefix(1);
            continue;
        }
        const bool group = line.front() == '(';
        const auto end = std::min(line.find(group ? ')' : ' '), line.size());
        slots.push_back(split(line.substr(group ? 1 : 0, end - (group ? 1 : 0)), '|'));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return slots;
}

/// Every phrase that a line with alternatives stands for.
std::vector<std::vector<std::string>> expansions(std::string_view line) {
    std::vector<std::vector<std::string>> phrases{{}};
    for (const auto& slot : slots_of(line)) {
        std::vector<std::vector<std::string>> longer;
        for (const auto alternative : slot) {
            for (auto phrase : phrases) {
                for (const auto word : split(alternative, ' ')) {
                    if (word != "_") phrase.emplace_back(word);
                }
                longer.push_back(std::move(phrase));
            }
        }
        phrases = std::move(longer);
    }
    return phrases;
}

bool matches_strictly(const Word& typed, const Word& wanted) noexcept {
    return typed.tone == wanted.tone && typed.shapes == wanted.shapes;
}

bool covers_others(Cue cue) noexcept {
    return cue == Cue::citizen_paper || cue == Cue::everyday || cue == Cue::ask;
}

/// "gửi cho tôi" asks, so its "gửi" sends nothing; it hides no more than that.
bool may_cover(Cue cover, Cue covered) noexcept {
    return cover != Cue::ask || covered == Cue::send || covered == Cue::handover;
}

/// Drops what stands inside a longer everyday phrase: "ký" in "đăng ký", "văn bản" in "văn bản ủy quyền".
void drop_covered(std::vector<CueMatch>& found) {
    std::vector<CueMatch> covers;
    std::copy_if(found.begin(), found.end(), std::back_inserter(covers),
                 [](const CueMatch& match) { return covers_others(match.cue); });
    const auto covered = [&covers](const CueMatch& match) {
        // Covers are few words long, so only those that begin close before can contain the match.
        auto cover =
            std::upper_bound(covers.begin(), covers.end(), match.begin,
                             [](std::uint32_t begin, const CueMatch& other) { return begin < other.begin; });
        for (std::size_t step = 0; cover != covers.begin() && step < 2 * max_phrase_words; ++step) {
            --cover;
            const bool longer = cover->end - cover->begin > match.end - match.begin;
            if (longer && cover->end >= match.end && may_cover(cover->cue, match.cue)) return true;
        }
        return false;
    };
    found.erase(std::remove_if(found.begin(), found.end(), covered), found.end());
}

}  // namespace

Cues::Cues(std::vector<CueMatch> matches) : matches_(std::move(matches)) {
    for (const auto& match : matches_) present_.set(static_cast<std::size_t>(match.cue));
}

bool Cues::near(Cue one, Cue other, std::uint32_t words) const noexcept {
    const CueMatch* last_one = nullptr;
    const CueMatch* last_other = nullptr;
    for (const auto& match : matches_) {
        const auto close = [&](const CueMatch* before) {
            return before != nullptr && match.word <= before->end_word + words;
        };
        if (match.cue == one && close(last_other)) return true;
        if (match.cue == other && close(last_one)) return true;
        if (match.cue == one) last_one = &match;
        if (match.cue == other) last_other = &match;
    }
    return false;
}

const CueBook& CueBook::standard() {
    static const CueBook book = [] {
        CueBook read_book;
        for (const auto& file : policy_phrases_files()) read_book.read(file.path, file.text());
        return read_book;
    }();
    return book;
}

void CueBook::read(std::string_view file_name, std::string_view text) {
    std::optional<Cue> cue;
    for (const auto line : split(text, '\n')) {
        if (line.front() == '#') continue;
        if (line.front() == '[') {
            cue = cue_from(line.substr(1, line.size() - 2));
            if (!cue)
                throw std::logic_error("no such cue: " + std::string(line) + " in " + std::string(file_name));
            continue;
        }
        if (!cue) throw std::logic_error("a phrase before any section in " + std::string(file_name));
        for (const auto& phrase : expansions(line)) add(*cue, phrase);
    }
}

void CueBook::add(Cue cue, const std::vector<std::string>& words) {
    Phrase phrase{cue, {}, {}};
    std::string glued;
    for (const auto& word : words) {
        const bool strict = word.front() == '!';
        const auto read_word = GuardedText::read(strict ? std::string_view(word).substr(1) : word);
        if (read_word.words().size() != 1) throw std::logic_error("not one word: " + word);
        phrase.words.push_back(read_word.words().front());
        phrase.strict.push_back(strict);
        glued += phrase.words.back().folded;
    }
    if (phrase.words.empty() || phrase.words.size() > max_phrase_words) {
        throw std::logic_error("a phrase of no or many words: " + glued);
    }
    const bool any_strict =
        std::find(phrase.strict.begin(), phrase.strict.end(), true) != phrase.strict.end();
    if (phrase.words.size() > 1 && glued.size() >= min_glued_letters && glued.size() <= max_glued_letters &&
        !any_strict) {
        auto& cues = by_glued_words_[glued];
        if (std::find(cues.begin(), cues.end(), cue) == cues.end()) cues.push_back(cue);
    }
    by_first_word_[phrase.words.front().folded].push_back(std::move(phrase));
}

void CueBook::match_words(const GuardedText& text, const std::vector<Word>& words,
                          std::vector<CueMatch>& found) const {
    for (std::size_t at = 0; at < words.size(); ++at) {
        match_glued(text, words[at], found);
        const auto candidates = by_first_word_.find(std::string_view(words[at].folded));
        if (candidates == by_first_word_.end()) continue;
        for (const auto& phrase : candidates->second) {
            const auto size = phrase.words.size();
            if (at + size > words.size()) continue;
            bool same = true;
            for (std::size_t step = size; step > 0 && same;) {  // all begin with the same letters: what differs comes first
                --step;
                same = agrees(words[at + step], phrase.words[step]) &&
                       (!phrase.strict[step] || matches_strictly(words[at + step], phrase.words[step]));
            }
            if (!same) continue;
            const auto begin = words[at].begin;
            const auto end = words[at + size - 1].end;
            found.push_back({phrase.cue, begin, end, static_cast<std::uint32_t>(text.word_at(begin)),
                             static_cast<std::uint32_t>(text.word_at(end))});
        }
    }
}

void CueBook::match_glued(const GuardedText& text, const Word& word, std::vector<CueMatch>& found) const {
    const std::string_view letters = word.folded;
    if (letters.size() < min_glued_letters) return;
    const auto first = static_cast<std::uint32_t>(text.word_at(word.begin));
    const auto last = static_cast<std::uint32_t>(text.word_at(word.end));
    const auto look_up = [&](std::string_view piece) {
        const auto cues = by_glued_words_.find(piece);
        if (cues == by_glued_words_.end()) return;
        for (const auto cue : cues->second) found.push_back({cue, word.begin, word.end, first, last});
    };
    if (!word.pieced) {
        if (letters.size() <= max_glued_letters) look_up(letters);
        return;
    }
    for (std::size_t at = 0; at + min_glued_letters <= letters.size(); ++at) {
        const auto longest = std::min(max_glued_letters, letters.size() - at);
        for (auto size = min_glued_letters; size <= longest; ++size) look_up(letters.substr(at, size));
    }
}

Cues CueBook::find(const GuardedText& text) const {
    std::vector<CueMatch> found;
    match_words(text, text.words(), found);
    match_words(text, text.pieced_words(), found);
    std::stable_sort(found.begin(), found.end(),
                     [](const CueMatch& one, const CueMatch& other) { return one.begin < other.begin; });
    drop_covered(found);
    return Cues(std::move(found));
}

}  // namespace motcua::intents::policy
