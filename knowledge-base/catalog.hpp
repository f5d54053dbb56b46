// Every procedure as the ranker sees it: names and people's phrases as numbers, with how rare each word is.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intents/action.hpp"
#include "intents/mention.hpp"
#include "intents/normalized_text.hpp"
#include "knowledge-base/alias_file.hpp"
#include "knowledge-base/procedure.hpp"
#include "knowledge-base/vocabulary.hpp"

namespace motcua::kb {

/// Where a phrase comes from; the official name is long and legal, the others are how people speak.
enum class PhraseSource : std::uint8_t { official_name, short_name, alias };

/// Its words stand in its entry, see CatalogEntry::words_of().
struct CatalogPhrase {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    PhraseSource source = PhraseSource::alias;
    float mass = 0;  // sum of the words' rarity
};

enum class Level : std::uint8_t { ministry = 1, province = 2, commune = 4 };

struct CatalogEntry {
    std::string code;
    std::string name;        // official
    std::string short_name;  // people's words; the official name when nobody wrote one
    std::string field;
    std::uint8_t levels = 0;  // set of Level
    bool foreign = false;     // the name says that a foreigner or a foreign place is involved
    intents::Actions actions = 0;    // that its names speak of
    intents::Mentions mentions = 0;  // whom its names speak of
    std::vector<CatalogPhrase> phrases;
    CatalogPhrase object;     // the short name without "đăng ký", "cấp", "giấy", ... and what stands in brackets
    // The words of all phrases and of the object one after the other: a question is measured against hundreds of phrases.
    std::vector<TermId> phrase_words;    // folded
    std::vector<TermId> phrase_accents;  // the accented word at the same place, in the accents vocabulary
    std::size_t alias_count = 0;
    bool private_matter = false;  // of a gap: no counter serves it
    std::string outside;      // not empty: no procedure but a known gap of this base; who handles it

    std::span<const TermId> words_of(const CatalogPhrase& phrase) const { return {phrase_words.data() + phrase.begin, phrase.size}; }
    std::span<const TermId> accents_of(const CatalogPhrase& phrase) const { return {phrase_accents.data() + phrase.begin, phrase.size}; }
};

/// Immutable after construction; safe to share between threads. Holds no body text, so it stays small.
class Catalog {
  public:
    /// Quarantined procedures are left out. Alias blocks of unknown codes are ignored, but those of topics outside
    /// this base (outside_prefix) become gaps.
    Catalog(const std::vector<Procedure>& procedures, const std::vector<AliasBlock>& aliases);

    const std::vector<CatalogEntry>& entries() const noexcept { return entries_; }
    const CatalogEntry* find(std::string_view code) const;
    std::optional<std::size_t> position(std::string_view code) const;

    const Vocabulary& words() const noexcept { return words_; }
    const Vocabulary& accents() const noexcept { return accents_; }
    /// The accented form without its tone ("thuế" and "thuê" differ, "thuế" and "thuệ" do not), as a number.
    TermId toneless(TermId accent) const noexcept { return toneless_[accent]; }
    std::optional<TermId> find_toneless(std::string_view toneless_word) const { return toneless_words_.find(toneless_word); }
    /// The accented forms in which names and phrases have a folded word.
    std::span<const TermId> accents_of(TermId word) const {
        return {accents_by_word_.data() + first_accent_[word], first_accent_[word + 1] - first_accent_[word]};
    }
    /// Positions of the entries that are known gaps.
    const std::vector<std::size_t>& gaps() const noexcept { return gaps_; }
    /// Rarity of a folded word among the names and phrases, in nats; 0 for none.
    float rarity(TermId word) const noexcept { return word < word_rarity_.size() ? word_rarity_[word] : 0.0F; }
    /// The same of an accented form: "tử" is rarer than all that is typed "tu".
    float accent_rarity(TermId accent) const noexcept { return accent < accent_rarity_.size() ? accent_rarity_[accent] : 0.0F; }
    float pair_rarity(PairId pair) const;
    /// Rarity of a word that no entry holds.
    float unknown_rarity() const noexcept { return unknown_rarity_; }
    /// The known word that `folded` is most likely a slip of (one edit, or the same sound), or nothing.
    std::optional<TermId> nearest(std::string_view folded) const;

  private:
    void add(const Procedure& procedure, const AliasBlock* aliases);
    void add_object(CatalogEntry& entry);
    void add_phrase(CatalogEntry& entry, const intents::NormalizedText& text, PhraseSource source);
    void count_rarity();
    void weigh_phrases(CatalogEntry& entry) const;
    void index_accents();
    void index_slips();

    std::vector<CatalogEntry> entries_;
    std::vector<std::size_t> gaps_;
    std::unordered_map<std::string, std::size_t, intents::ViewHash, std::equal_to<>> by_code_;
    Vocabulary words_;
    Vocabulary accents_;
    Vocabulary toneless_words_;
    std::vector<TermId> toneless_;         // by accent
    std::vector<TermId> accents_by_word_;  // those of word 0, then those of word 1, …
    std::vector<std::size_t> first_accent_; // by word, and one behind the last
    std::vector<float> word_rarity_;
    std::vector<float> accent_rarity_;
    std::unordered_map<PairId, float> pair_rarity_;
    std::unordered_map<std::string, std::vector<TermId>> slips_;  // word with one letter left out, to words
    float unknown_rarity_ = 0;
};

}  // namespace motcua::kb
