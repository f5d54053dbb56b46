// A message as the guard reads it: bounded, well-formed bytes, their glyphs, their words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intents/policy/letters.hpp"

namespace motcua::intents::policy {

/// Letters and digits without anything between them. Stretched letters ("gửiiii") count once.
struct Word {
    std::string folded;
    std::vector<Shape> shapes;  // one a letter of `folded`
    Tone tone = Tone::none;     // the first one
    bool upper = false;         // has letters, and all are capitals
    bool marked = false;        // carries any diacritic
    bool pieced = false;        // put together from letters that stood apart; may hold several words
    std::uint32_t letters = 0;
    std::uint32_t begin = 0;  // glyphs
    std::uint32_t end = 0;
};

/// Does the typed word agree with `wanted`? Marks may be missing in what was typed, never different.
bool agrees(const Word& typed, const Word& wanted) noexcept;

/// Immutable; safe to share between threads.
class GuardedText {
  public:
    /// Keeps at most 4,000 code points with at most 4 marks on a letter, and no more of them than read as 8,000
    /// letters and signs (U+FDFA reads as 18); ill-formed bytes and NUL drop out.
    /// Linear in what is kept.
    static GuardedText read(std::string_view utf8);

    /// What of the text may be kept at most; well-formed.
    const std::string& bytes() const noexcept { return bytes_; }
    const std::vector<Glyph>& glyphs() const noexcept { return glyphs_; }
    const std::vector<Word>& words() const noexcept { return words_; }
    /// The words once more, as they read when letters torn apart by signs or blanks are put together
    /// ("d.ự t.h.ả.o", "c0ng"); empty when that changes nothing.
    const std::vector<Word>& pieced_words() const noexcept { return pieced_words_; }
    /// The index in words() of the word at or after the glyph.
    std::size_t word_at(std::uint32_t glyph) const noexcept;
    /// The words, or the pieced words, of each line that has any.
    std::vector<std::span<const Word>> lines() const { return lines_of(words_); }
    std::vector<std::span<const Word>> pieced_lines() const { return lines_of(pieced_words_); }
    bool has_sign_between(std::uint32_t begin, std::uint32_t end, char sign) const noexcept;
    std::uint32_t glyph_count() const noexcept { return static_cast<std::uint32_t>(glyphs_.size()); }
    /// The folded glyph, or a blank outside of the text.
    char folded_at(std::size_t glyph) const noexcept {
        return glyph < glyphs_.size() ? glyphs_[glyph].folded : ' ';
    }

  private:
    GuardedText() = default;
    std::vector<std::span<const Word>> lines_of(std::span<const Word> words) const;

    std::string bytes_;
    std::vector<Glyph> glyphs_;
    std::vector<Word> words_;
    std::vector<Word> pieced_words_;
};

}  // namespace motcua::intents::policy
