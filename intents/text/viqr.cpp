// Reads vowel, shape sign, tone sign; dd is đ.
#include "intents/text/viqr.hpp"

#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

Shape shape_of(char base, char32_t sign) noexcept {
    if (sign == U'^' && (base == 'a' || base == 'e' || base == 'o')) return Shape::circumflex;
    if (sign == U'(' && base == 'a') return Shape::breve;
    if ((sign == U'+' || sign == U'*') && (base == 'o' || base == 'u')) return Shape::horn;
    return Shape::none;
}

Tone tone_of(char32_t sign) noexcept {
    switch (sign) {
        case U'\'': return Tone::acute;
        case U'`': return Tone::grave;
        case U'?': return Tone::hook;
        case U'~': return Tone::tilde;
        case U'.': return Tone::dot;
        default: return Tone::none;
    }
}

class ViqrReader {
  public:
    explicit ViqrReader(const Pieces& typed) : typed_(typed) { made_.reserve(typed.size()); }

    Pieces run() {
        for (std::size_t at = 0; at < typed_.size();) at = read(at);
        return std::move(made_);
    }

  private:
    char32_t at(std::size_t i) const noexcept { return i < typed_.size() ? typed_[i].code_point : U'\n'; }
    bool is_letter(std::size_t i) const noexcept { return letter_row(at(i)).lower != 0; }
    bool is_capital(std::size_t i) const noexcept { return is_letter(i) && letter_row(at(i)).lower != at(i); }

    bool ends_a_sentence(std::size_t sign) const noexcept {
        if (at(sign) != U'.' && at(sign) != U'?') return false;
        if (is_letter(sign + 1)) return false;
        return at(sign + 1) != U' ' || !is_letter(sign + 2) || is_capital(sign + 2);
    }

    std::size_t read(std::size_t begin) {
        auto letter = letter_of(at(begin));
        std::size_t end = begin + 1;
        if (letter && at(begin) < 0x80) {
            if (letter->base == 'd' && (at(end) | 32U) == U'd') {
                letter->shape = Shape::stroke;
                ++end;
            } else if (is_vowel(*letter)) {
                letter->shape = shape_of(letter->base, at(end));
                if (letter->shape == Shape::breve && !is_letter(end + 1) && tone_of(at(end + 1)) == Tone::none) letter->shape = Shape::none;
                if (letter->shape != Shape::none) ++end;
                if (!ends_a_sentence(end)) letter->tone = tone_of(at(end));
                if (letter->tone != Tone::none) ++end;
            }
        }
        const char32_t c = end == begin + 1 ? at(begin) : code_point_of(*letter);
        made_.push_back({c, typed_[begin].begin, typed_[end - 1].end});
        return end;
    }

    const Pieces& typed_;
    Pieces made_;
};

}  // namespace

Pieces decoded_viqr(const Pieces& typed) { return ViqrReader(typed).run(); }

}  // namespace motcua::intents
