// Builds the catalog: phrases to numbers, rarity of words and pairs, slips of the finger.
#include "knowledge-base/catalog.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "knowledge-base/tone.hpp"

namespace motcua::kb {
namespace {

std::uint8_t levels_of(std::string_view level) {
    const std::string folded = intents::fold(level);
    std::uint8_t levels = 0;
    const auto says = [&](std::string_view word) { return folded.find(word) != std::string::npos; };
    if (says("xa")) levels |= static_cast<std::uint8_t>(Level::commune);
    if (says("tinh") || says("huyen")) levels |= static_cast<std::uint8_t>(Level::province);
    if (says("bo") || says("trung uong") || says("khac")) levels |= static_cast<std::uint8_t>(Level::ministry);
    return levels;
}

bool speaks_of_foreigners(const std::string& folded_name) {
    return folded_name.find("nuoc ngoai") != std::string::npos || folded_name.find("quoc te") != std::string::npos ||
           folded_name.find("khong quoc tich") != std::string::npos;
}

/// Words that many names share and that say nothing of what the procedure is about.
bool names_no_object(std::string_view accented) noexcept {
    constexpr std::array<std::string_view, 13> words{"đăng", "ký", "cấp", "làm", "thủ", "tục", "giấy",
                                                     "hồ",   "sơ", "xin", "cho", "của", "việc"};
    return std::find(words.begin(), words.end(), accented) != words.end();
}

float rarity_of(std::size_t total, std::size_t holders) {
    const auto n = static_cast<double>(total);
    const auto df = static_cast<double>(holders);
    return static_cast<float>(std::log(1.0 + (n - df + 0.5) / (df + 0.5)));
}

/// Every word that one deletion makes of `word`, and the word itself.
std::vector<std::string> deletions_of(std::string_view word) {
    std::vector<std::string> made{std::string(word)};
    for (std::size_t i = 0; i < word.size(); ++i) {
        std::string shorter(word);
        shorter.erase(i, 1);
        made.push_back(std::move(shorter));
    }
    return made;
}

}  // namespace

Catalog::Catalog(const std::vector<Procedure>& procedures, const std::vector<AliasBlock>& aliases) {
    std::unordered_map<std::string_view, const AliasBlock*> alias_of;
    for (const AliasBlock& block : aliases) alias_of[block.code] = &block;
    entries_.reserve(procedures.size());
    for (const Procedure& procedure : procedures) {
        if (procedure.has(Flag::miscaptured)) continue;
        const auto block = alias_of.find(procedure.code);
        add(procedure, block == alias_of.end() ? nullptr : block->second);
    }
    for (const AliasBlock& block : aliases) {
        if (!block.code.starts_with(outside_prefix) || block.phrases.empty()) continue;
        Procedure topic;
        topic.code = block.code;
        topic.name = block.short_name;
        gaps_.push_back(entries_.size());
        add(topic, &block);
        entries_.back().outside = block.note;
        entries_.back().private_matter = block.private_matter;
    }
    count_rarity();
    for (CatalogEntry& entry : entries_) weigh_phrases(entry);
    for (TermId accent = 0; accent < accents_.size(); ++accent) {
        toneless_.push_back(toneless_words_.intern(without_tone(accents_.text(accent))));
    }
    index_accents();
    index_slips();
}

const CatalogEntry* Catalog::find(std::string_view code) const {
    const auto at = position(code);
    return at ? &entries_[*at] : nullptr;
}

std::optional<std::size_t> Catalog::position(std::string_view code) const {
    const auto hit = by_code_.find(code);
    if (hit == by_code_.end()) return std::nullopt;
    return hit->second;
}

float Catalog::pair_rarity(PairId pair) const {
    const auto hit = pair_rarity_.find(pair);
    return hit == pair_rarity_.end() ? 0.0F : hit->second;
}

void Catalog::add(const Procedure& procedure, const AliasBlock* aliases) {
    CatalogEntry entry;
    entry.code = procedure.code;
    entry.name = procedure.name;
    entry.field = procedure.field;
    entry.levels = levels_of(procedure.level);
    entry.short_name = aliases != nullptr && !aliases->short_name.empty() ? aliases->short_name : procedure.name;
    const intents::NormalizedText name = intents::normalize(procedure.name);
    entry.foreign = speaks_of_foreigners(name.folded());
    const intents::NormalizedText spoken = intents::normalize(entry.short_name);
    entry.actions = intents::actions_of(name.tokens()).actions | intents::actions_of(spoken.tokens()).actions;
    entry.mentions = intents::mentions_of(name.tokens()) | intents::mentions_of(spoken.tokens());
    add_phrase(entry, name, PhraseSource::official_name);
    if (aliases != nullptr) {
        add_phrase(entry, spoken, PhraseSource::short_name);
        for (const std::string& phrase : aliases->phrases) add_phrase(entry, intents::normalize(phrase), PhraseSource::alias);
        entry.alias_count = aliases->phrases.size();
    }
    add_object(entry);
    by_code_[entry.code] = entries_.size();
    entries_.push_back(std::move(entry));
}

void Catalog::add_phrase(CatalogEntry& entry, const intents::NormalizedText& text, PhraseSource source) {
    CatalogPhrase phrase{static_cast<std::uint32_t>(entry.phrase_words.size()), 0, source, 0};
    for (const intents::Token& token : text.tokens()) {
        entry.phrase_words.push_back(words_.intern(token.folded));
        entry.phrase_accents.push_back(accents_.intern(token.accented));
        ++phrase.size;
    }
    if (phrase.size > 0) entry.phrases.push_back(phrase);
}

void Catalog::add_object(CatalogEntry& entry) {
    const std::string_view name = std::string_view(entry.short_name).substr(0, entry.short_name.find('('));
    const std::size_t before = entry.phrases.size();
    add_phrase(entry, intents::normalize(name), PhraseSource::short_name);
    if (entry.phrases.size() == before) return;
    entry.object = entry.phrases.back();
    entry.phrases.pop_back();
    const auto begin = entry.object.begin;
    std::uint32_t kept = begin;
    for (std::uint32_t i = begin; i < begin + entry.object.size; ++i) {
        if (names_no_object(accents_.text(entry.phrase_accents[i]))) continue;
        std::swap(entry.phrase_words[kept], entry.phrase_words[i]);
        std::swap(entry.phrase_accents[kept++], entry.phrase_accents[i]);
    }
    if (kept == begin) return;  // all of it is such words
    entry.object.size = kept - begin;
    entry.phrase_words.resize(kept);
    entry.phrase_accents.resize(kept);
}

void Catalog::count_rarity() {
    std::vector<std::size_t> holders(words_.size(), 0);
    std::vector<std::size_t> accent_holders(accents_.size(), 0);
    std::unordered_map<PairId, std::size_t> pair_holders;
    for (const CatalogEntry& entry : entries_) {
        std::set<TermId> words;
        std::set<TermId> accents;
        std::set<PairId> pairs;
        for (const CatalogPhrase& phrase : entry.phrases) {
            const auto its = entry.words_of(phrase);
            words.insert(its.begin(), its.end());
            accents.insert(entry.accents_of(phrase).begin(), entry.accents_of(phrase).end());
            for (std::size_t i = 1; i < its.size(); ++i) pairs.insert(pair_of(its[i - 1], its[i]));
        }
        for (const TermId word : words) ++holders[word];
        for (const TermId accent : accents) ++accent_holders[accent];
        for (const PairId pair : pairs) ++pair_holders[pair];
    }
    word_rarity_.resize(words_.size());
    for (std::size_t i = 0; i < holders.size(); ++i) word_rarity_[i] = rarity_of(entries_.size(), holders[i]);
    for (const std::size_t count : accent_holders) accent_rarity_.push_back(rarity_of(entries_.size(), count));
    for (const auto& [pair, count] : pair_holders) pair_rarity_[pair] = rarity_of(entries_.size(), count);
    unknown_rarity_ = rarity_of(entries_.size(), 0);
}

void Catalog::weigh_phrases(CatalogEntry& entry) const {
    const auto weigh = [this, &entry](CatalogPhrase& phrase) {
        phrase.mass = 0;
        for (const TermId accent : entry.accents_of(phrase)) phrase.mass += accent_rarity(accent);
    };
    weigh(entry.object);
    for (CatalogPhrase& phrase : entry.phrases) weigh(phrase);
}

void Catalog::index_accents() {
    std::vector<std::set<TermId>> accents(words_.size());
    for (const CatalogEntry& entry : entries_) {
        for (std::size_t i = 0; i < entry.phrase_words.size(); ++i) accents[entry.phrase_words[i]].insert(entry.phrase_accents[i]);
    }
    first_accent_.push_back(0);
    for (const auto& of_word : accents) {
        accents_by_word_.insert(accents_by_word_.end(), of_word.begin(), of_word.end());
        first_accent_.push_back(accents_by_word_.size());
    }
}

void Catalog::index_slips() {
    for (TermId id = 0; id < words_.size(); ++id) {
        const std::string& word = words_.text(id);
        if (word.size() < 3 || word.size() > 12) continue;
        for (std::string& key : deletions_of(word)) slips_[std::move(key)].push_back(id);
    }
}

std::optional<TermId> Catalog::nearest(std::string_view folded) const {
    if (folded.size() < 3 || folded.size() > 12) return std::nullopt;
    std::optional<TermId> best;
    for (const std::string& key : deletions_of(folded)) {
        const auto hit = slips_.find(key);
        if (hit == slips_.end()) continue;
        for (const TermId id : hit->second) {
            const std::string& word = words_.text(id);
            if (word.front() != folded.front()) continue;  // people rarely miss the first letter
            if (!best || word_rarity_[id] < word_rarity_[*best]) best = id;  // the commoner word
        }
    }
    return best;
}

}  // namespace motcua::kb
