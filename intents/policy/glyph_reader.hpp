// Walks over the glyphs of a text from one place; the small words in which code shapes are written.
#pragma once

#include <cstdint>
#include <string>

#include "intents/policy/guarded_text.hpp"

namespace motcua::intents::policy {

/// Every step returns how far it came; a step that finds nothing stays where it is.
class GlyphReader {
  public:
    GlyphReader(const GuardedText& text, std::uint32_t at) : text_(text), at_(at) {}

    std::uint32_t at() const noexcept { return at_; }
    char here() const noexcept { return text_.folded_at(at_); }
    /// True when a letter or digit stands before the place.
    bool inside_word() const noexcept { return at_ > 0 && is_word_part(text_.folded_at(at_ - 1)); }
    void back_to(std::uint32_t at) noexcept { at_ = at; }

    std::size_t digits(std::size_t most) { return count(most, is_digit); }
    std::size_t letters(std::size_t most) {
        return count(most, [](char folded) { return folded >= 'a' && folded <= 'z'; });
    }
    bool one_of(std::string_view signs) {
        if (at_ >= text_.glyph_count() || signs.find(here()) == std::string_view::npos) return false;
        ++at_;
        return true;
    }
    /// Digits with single `signs` between them allowed.
    std::size_t loose_digits(std::size_t most, std::string_view signs) {
        std::size_t found = digits(most);
        while (found > 0 && found < most) {
            const auto before = at_;
            if (!one_of(signs)) break;
            const auto more = digits(most - found);
            if (more == 0) {
                at_ = before;
                break;
            }
            found += more;
        }
        return found;
    }

  private:
    template <class Test>
    std::size_t count(std::size_t most, Test test) {
        const auto first = at_;
        while (at_ - first < most && at_ < text_.glyph_count() && test(here())) ++at_;
        return at_ - first;
    }

    const GuardedText& text_;
    std::uint32_t at_;
};

}  // namespace motcua::intents::policy
