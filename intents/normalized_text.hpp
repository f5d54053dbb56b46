// Folds what a person typed into the one spelling that matching and search compare.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::intents {

/// One syllable, number or code ("1.001193", "12/2025/tt-bca") of a message.
struct Token {
    std::string accented;  // lower case, NFC, one tone style: "hòa", never "hoà"
    std::string folded;    // the same without diacritics: "hoa", "dang"
    std::uint32_t begin = 0;  // byte range in the text that was given to normalize()
    std::uint32_t end = 0;
    bool starts_clause = false;  // a full stop, comma, question mark or line end stood before it
};

/// What normalize() had to do beyond lower-casing; for explanations and counters.
enum class TextNote {
    ill_formed_utf8,      // bytes that were no UTF-8 dropped out
    cut,                  // the text was longer than the cap
    marks_dropped,        // more than four marks on one letter, or marks that Vietnamese does not have
    legacy_encoding,      // TCVN3, VNI, VISCII, VPS, cp1258 or VIQR was decoded
    mojibake,             // UTF-8 read as cp1252 was repaired
    invisible_dropped,    // zero-width, bidi and other format characters
    lookalike_replaced,   // Cyrillic, Greek or decorative letters
    repeats_collapsed,    // "đượcccc"
    tone_moved,           // a tone mark stood on the wrong vowel, or in the new style
    telex_decoded,        // "dduowcj" or "d9uoc75" is there, which readings_of() decodes
};
std::string_view name_of(TextNote note) noexcept;

/// A message after folding: lower case, single spaces, no outer spaces, punctuation gone.
///
/// The type is the proof: only normalize() makes one, so code that takes a NormalizedText
/// never folds again. Immutable; safe to share between threads.
class NormalizedText {
  public:
    /// The tokens' accented forms, joined by single spaces.
    const std::string& accented() const noexcept { return accented_; }
    /// The tokens' folded forms, joined by single spaces: ASCII letters, digits and "./-" inside codes. Letters of
    /// other scripts stay, without their marks.
    const std::string& folded() const noexcept { return folded_; }
    const std::vector<Token>& tokens() const noexcept { return tokens_; }
    /// In the order of TextNote, each once.
    const std::vector<TextNote>& notes() const noexcept { return notes_; }
    bool empty() const noexcept { return tokens_.empty(); }

  private:
    friend class TextNormalizer;
    NormalizedText() = default;

    std::string accented_;
    std::string folded_;
    std::vector<Token> tokens_;
    std::vector<TextNote> notes_;
};

/// Folds at most the first 4,000 code points of `utf8`, with at most 4 marks on a letter.
/// Any bytes will do: ill-formed ones drop out, as punctuation does. Never throws but bad_alloc.
/// Linear in the length of `utf8`. Thread-safe. The first call costs some milliseconds more.
///
/// Source: Unicode TR15 (NFKD, recomposed for Vietnamese); tone placement in the old style (hòa, thúy).
NormalizedText normalize(std::string_view utf8);

/// NFC of well-formed text, else the text with ill-formed bytes replaced by U+FFFD; for what we send out.
/// Of more than 30 marks on one letter the rest drop (Unicode TR15, stream-safe text), so it is linear too.
std::string to_nfc(std::string_view utf8);

/// One word to its folded form ("Đăng" to "dang"); for building vocabularies.
std::string fold(std::string_view utf8);

}  // namespace motcua::intents
