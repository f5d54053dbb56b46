// Looks phrases up by their folded tokens, then lets typed accents veto.
#include "intents/phrase_book.hpp"

#include <algorithm>
#include <functional>

#include "intents/text/code_point.hpp"
#include "intents/text/text_lines.hpp"
#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

constexpr std::size_t longest_phrase = 8;

std::string_view stem_of(std::string_view path) noexcept {
    const auto slash = path.rfind('/');
    const auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return name.substr(0, name.rfind('.'));
}

}  // namespace

bool accents_agree(const Token& typed, std::string_view wanted_accented) noexcept {
    return typed.accented == typed.folded || typed.accented == wanted_accented;
}

namespace {

/// Hỏi and ngã are one in the ear of half the country.
bool same_tone_by_ear(Tone typed, Tone wanted) noexcept {
    const auto is_one_of_two = [](Tone tone) { return tone == Tone::hook || tone == Tone::tilde; };
    return typed == wanted || (is_one_of_two(typed) && is_one_of_two(wanted));
}

}  // namespace

bool marks_left_out(std::string_view typed, std::string_view wanted) noexcept {
    std::size_t at = 0;
    std::size_t wanted_at = 0;
    while (at < typed.size() && wanted_at < wanted.size()) {
        const char32_t typed_point = next_code_point(typed, at);
        const char32_t wanted_point = next_code_point(wanted, wanted_at);
        if (typed_point == wanted_point) continue;
        const auto letter = letter_of(typed_point);
        const auto whole = letter_of(wanted_point);
        if (!letter || !whole || letter->base != whole->base) return false;
        if (letter->shape != Shape::none && letter->shape != whole->shape) return false;
        if (letter->tone != Tone::none && !same_tone_by_ear(letter->tone, whole->tone)) return false;
    }
    return at == typed.size() && wanted_at == wanted.size();
}

PhraseBook::PhraseBook(std::span<const EmbeddedFile> files, std::string_view folder) {
    for (const EmbeddedFile& file : files) {
        if (file.path.find(folder) == std::string_view::npos) continue;
        labels_.emplace_back(stem_of(file.path));
        const std::size_t label = labels_.size() - 1;
        for_each_entry(file.text(), [&](std::string_view line, std::size_t) { add(label, line); });
    }
}

PhraseBook::PhraseBook(const std::vector<PhraseList>& lists) {
    for (const PhraseList& list : lists) {
        labels_.push_back(list.label);
        for (const std::string& phrase : list.phrases) add(labels_.size() - 1, phrase);
    }
}

void PhraseBook::add(std::size_t label, std::string_view line) {
    const NormalizedText text = normalize(line);
    if (text.empty() || text.tokens().size() > longest_phrase) return;
    Phrase phrase{label, {}};
    std::string key;
    for (const Token& token : text.tokens()) {
        if (!key.empty()) key.push_back(' ');
        key += token.folded;
        by_folded_[key];
        may_hold_.set(std::hash<std::string>{}(key) % may_hold_.size());
        phrase.accented.push_back(token.accented);
    }
    by_folded_[key].push_back(std::move(phrase));
}

PhraseBook::Phrases::const_iterator PhraseBook::find(const std::string& folded) const {
    return may_hold_[std::hash<std::string>{}(folded) % may_hold_.size()] ? by_folded_.find(folded) : by_folded_.end();
}

std::vector<PhraseMatch> PhraseBook::matches(const std::vector<Token>& tokens) const {
    std::vector<PhraseMatch> found;
    std::string key;
    for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
        key.clear();
        const std::size_t first_of_begin = found.size();
        for (std::size_t end = begin; end < std::min(tokens.size(), begin + longest_phrase); ++end) {
            if (!key.empty()) key.push_back(' ');
            key += tokens[end].folded;
            const auto hit = find(key);
            if (hit == by_folded_.end()) break;
            for (const Phrase& phrase : hit->second) {
                bool agrees = true;
                for (std::size_t i = 0; agrees && i < phrase.accented.size(); ++i) {
                    agrees = accents_agree(tokens[begin + i], phrase.accented[i]) ||
                             (phrase.accented.size() > 1 && marks_left_out(tokens[begin + i].accented, phrase.accented[i]));
                }
                if (!agrees) continue;
                const auto same = std::find_if(found.begin() + static_cast<std::ptrdiff_t>(first_of_begin), found.end(),
                                               [&](const PhraseMatch& match) { return match.label == phrase.label; });
                if (same != found.end()) {
                    same->end = end + 1;
                } else {
                    found.push_back({phrase.label, begin, end + 1});
                }
            }
        }
    }
    return found;
}

}  // namespace motcua::intents
