// A base, then its marks; marks choose shape and tone, everything else of them drops.
#include "intents/text/composition.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <stdexcept>

#include "intents/text/code_point.hpp"
#include "intents/text/look_alikes.hpp"
#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

const icu::Normalizer2& nfkd() {
    static const icu::Normalizer2* const instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* made = icu::Normalizer2::getNFKDInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
        return made;
    }();
    return *instance;
}

bool is_regional(char32_t c) noexcept { return c >= 0x1F1E6 && c <= 0x1F1FF; }

class Composer {
  public:
    explicit Composer(const Pieces& typed) : typed_(typed) { made_.pieces.reserve(typed.size()); }

    Composed run() {
        for (std::size_t at = 0; at < typed_.size(); ++at) {
            const Piece& piece = typed_[at];
            const bool flag = is_regional(piece.code_point) && at + 1 < typed_.size() &&
                              is_regional(typed_[at + 1].code_point);
            if (flag) {
                put(U' ', piece);
                ++at;
            } else {
                take(piece.code_point, piece);
            }
        }
        return std::move(made_);
    }

  private:
    void take(char32_t c, const Piece& from) {
        if (c < 0x80 || letter_row(c).lower != 0) return take_known(c, from);
        if (is_mark(c)) return take_mark(c, from);
        if (const char32_t plain = undecorated(c)) {
            // Ð is how Đ arrives from a Windows keyboard: no disguise.
            if (plain != U'đ') made_.decoration_removed = true;
            return take_known(plain, from);
        }
        take_unknown(c, from);
    }

    void take_known(char32_t c, const Piece& from) {
        const LetterRow& row = letter_row(c);
        put(row.lower != 0 ? row.lower : c, from);
    }

    void take_unknown(char32_t c, const Piece& from) {
        const auto value = static_cast<UChar32>(c);
        if (u_hasBinaryProperty(value, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
            made_.invisible_dropped = true;
            return;
        }
        if (const int digit = u_charDigitValue(value); digit >= 0) return put(U'0' + static_cast<char32_t>(digit), from);
        icu::UnicodeString parts;
        if (!nfkd().getDecomposition(value, parts)) return put_folded(value, from);
        for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
            const auto part = static_cast<char32_t>(parts.char32At(i));
            if (is_mark(part)) {
                take_mark(part, from);
            } else if (part == 0x2044) {
                put(U'/', from);
            } else {
                put_folded(static_cast<UChar32>(part), from);
            }
        }
        if (parts.length() > 0 && letter_row(static_cast<char32_t>(parts.char32At(0))).lower != 0) made_.decoration_removed = true;
    }

    void put_folded(UChar32 value, const Piece& from) {
        const auto folded = static_cast<char32_t>(u_foldCase(value, U_FOLD_CASE_DEFAULT));
        const LetterRow& row = letter_row(folded);
        put(row.lower != 0 ? row.lower : folded, from);
    }

    void put(char32_t c, const Piece& from) { made_.pieces.push_back({c, from.begin, from.end}); }

    /// Changes the letter that was put last; a mark on anything else drops.
    void take_mark(char32_t mark, const Piece& from) {
        if (made_.pieces.empty()) return;
        Piece& base = made_.pieces.back();
        const char32_t latin = latin_look_alike(base.code_point);
        auto letter = letter_of(latin != 0 ? latin : base.code_point);
        base.end = from.end;
        if (!letter) return;
        if (!put_mark(*letter, mark) || !exists(*letter)) {
            made_.marks_dropped = true;
            return;
        }
        base.code_point = code_point_of(*letter);
    }

    /// Canonical order decides which of two wins: horn before the other shapes, dot below before the other tones.
    static bool put_mark(Letter& letter, char32_t mark) noexcept {
        const auto shape = [&letter](Shape wanted) {
            if (letter.shape != Shape::none && wanted != Shape::horn) return false;
            letter.shape = wanted;
            return true;
        };
        const auto tone = [&letter](Tone wanted) {
            if (letter.tone != Tone::none && wanted != Tone::dot) return false;
            letter.tone = wanted;
            return true;
        };
        switch (mark) {
            case 0x302: return shape(Shape::circumflex);
            case 0x306:
            case 0x30C: return letter.base == 'a' && shape(Shape::breve);  // the caron is a breve mistyped
            case 0x31B: return shape(Shape::horn);
            case 0x300:
            case 0x340: return tone(Tone::grave);
            case 0x301:
            case 0x341: return tone(Tone::acute);
            case 0x303: return tone(Tone::tilde);
            case 0x309: return tone(Tone::hook);
            case 0x323: return tone(Tone::dot);
            default: return false;
        }
    }

    const Pieces& typed_;
    Composed made_;
};

}  // namespace

Composed compose(const Pieces& typed) { return Composer(typed).run(); }

}  // namespace motcua::intents
