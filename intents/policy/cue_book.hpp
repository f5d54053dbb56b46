// Finds the phrases that the rules speak of ("gửi", "dự thảo", "có thật không") in a guarded text.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intents/policy/cue.hpp"
#include "intents/policy/guarded_text.hpp"

namespace motcua::intents::policy {

struct CueMatch {
    Cue cue = Cue::count_;
    std::uint32_t begin = 0;  // glyphs
    std::uint32_t end = 0;
    std::uint32_t word = 0;      // index of its first word in GuardedText::words()
    std::uint32_t end_word = 0;  // one past its last
};

/// The cues of one text, by begin.
class Cues {
  public:
    Cues() = default;
    explicit Cues(std::vector<CueMatch> matches);

    bool has(Cue cue) const noexcept { return present_.test(static_cast<std::size_t>(cue)); }
    /// True when one of each stands in the text with at most `words` words between them, in either order.
    bool near(Cue one, Cue other, std::uint32_t words) const noexcept;
    const std::vector<CueMatch>& all() const noexcept { return matches_; }

  private:
    std::vector<CueMatch> matches_;
    std::bitset<cue_count> present_;
};

/// Immutable; safe to share between threads.
class CueBook {
  public:
    /// The book of phrases/; read at the first call. Throws std::logic_error when a file of ours is wrong.
    static const CueBook& standard();

    /// Lines `[cue]` begin a section; the rest are phrases of at most 10 words: `a|b` and `(a b|c)` are
    /// alternatives, `_` is no word, `!word` must be typed with its marks. `#` begins a comment.
    void read(std::string_view file_name, std::string_view text);

    /// Linear in the text. A phrase of `citizen_paper` or `everyday` hides shorter ones inside it.
    Cues find(const GuardedText& text) const;

  private:
    struct Phrase {
        Cue cue;
        std::vector<Word> words;
        std::vector<bool> strict;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    template <class Value>
    using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    void add(Cue cue, const std::vector<std::string>& words);
    void match_words(const GuardedText& text, const std::vector<Word>& words,
                     std::vector<CueMatch>& found) const;
    void match_glued(const GuardedText& text, const Word& word, std::vector<CueMatch>& found) const;

    Table<std::vector<Phrase>> by_first_word_;
    Table<std::vector<Cue>> by_glued_words_;  // "duthao": two words or more, six letters or more
};

}  // namespace motcua::intents::policy
