// Bytes to tokens in one pass; ICU is asked only for what our own letter table does not know.
#include "intents/normalized_text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "intents/text/tone_placement.hpp"
#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

constexpr std::size_t most_code_points = 4000;
constexpr int most_marks = 4;

constexpr std::array<std::pair<TextNote, std::string_view>, 10> note_names{{
    {TextNote::ill_formed_utf8, "ill_formed_utf8"},
    {TextNote::cut, "cut"},
    {TextNote::marks_dropped, "marks_dropped"},
    {TextNote::legacy_encoding, "legacy_encoding"},
    {TextNote::mojibake, "mojibake"},
    {TextNote::invisible_dropped, "invisible_dropped"},
    {TextNote::lookalike_replaced, "lookalike_replaced"},
    {TextNote::repeats_collapsed, "repeats_collapsed"},
    {TextNote::tone_moved, "tone_moved"},
    {TextNote::telex_decoded, "telex_decoded"},
}};

const icu::Normalizer2& normalizer(bool casefold) {
    static const auto instances = [] {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
        const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
        return std::pair{nfc, nfkc};
    }();
    return casefold ? *instances.second : *instances.first;
}

/// A code point of the text after composing, with the bytes it came from.
struct Piece {
    char32_t code_point;
    std::uint32_t begin;
    std::uint32_t end;
};

bool is_mark(char32_t c) noexcept {
    return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

void append_utf8(std::string& out, char32_t c) {
    std::array<char, 4> bytes{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
    out.append(bytes.data(), static_cast<std::size_t>(length));
}

}  // namespace

/// Builds a NormalizedText; one object a text.
class TextNormalizer {
  public:
    NormalizedText run(std::string_view utf8) {
        decode(utf8);
        compose();
        tokenize();
        join();
        return std::move(made_);
    }

  private:
    void note(TextNote seen) {
        if (std::find(made_.notes_.begin(), made_.notes_.end(), seen) == made_.notes_.end()) made_.notes_.push_back(seen);
    }

    /// Well-formed code points only, capped in number and in marks a base.
    void decode(std::string_view utf8) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
        const auto length = static_cast<std::int32_t>(std::min<std::size_t>(utf8.size(), 1U << 20U));
        pieces_.reserve(std::min<std::size_t>(utf8.size(), most_code_points));
        int marks = 0;
        for (std::int32_t at = 0; at < length;) {
            const auto begin = static_cast<std::uint32_t>(at);
            UChar32 c = 0;
            U8_NEXT(bytes, at, length, c);
            if (c < 0) {
                note(TextNote::ill_formed_utf8);
                continue;
            }
            if (pieces_.size() == most_code_points) return note(TextNote::cut);
            const auto point = static_cast<char32_t>(c);
            marks = is_mark(point) ? marks + 1 : 0;
            if (marks > most_marks) {
                note(TextNote::marks_dropped);
                continue;
            }
            pieces_.push_back({point, begin, static_cast<std::uint32_t>(at)});
        }
    }

    static bool plain(char32_t c) noexcept { return c < 0x80 || letter_of(lowered(c)).has_value(); }

    /// Every base with its marks to composed lower case; a base that our table knows never meets ICU.
    void compose() {
        std::vector<Piece> composed;
        composed.reserve(pieces_.size());
        for (std::size_t at = 0; at < pieces_.size();) {
            std::size_t end = at + 1;
            while (end < pieces_.size() && is_mark(pieces_[end].code_point)) ++end;
            if (end == at + 1 && plain(pieces_[at].code_point)) {
                composed.push_back({lowered(pieces_[at].code_point), pieces_[at].begin, pieces_[at].end});
            } else {
                compose_cluster(at, end, composed);
            }
            at = end;
        }
        pieces_ = std::move(composed);
    }

    void compose_cluster(std::size_t at, std::size_t end, std::vector<Piece>& composed) {
        icu::UnicodeString cluster;
        icu::UnicodeString tones;  // á + circumflex is no ấ to Unicode: tone marks go behind shape marks
        for (std::size_t i = at; i < end; ++i) {
            icu::UnicodeString one(static_cast<UChar32>(pieces_[i].code_point));
            if (i == at && end > at + 1) split_tone(one, tones);
            const char32_t c = pieces_[i].code_point;
            const bool tone = c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
            (tone ? tones : cluster).append(one);
        }
        cluster.append(tones);
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString folded = normalizer(true).normalize(cluster, status);
        if (U_FAILURE(status)) return;
        if (folded.isEmpty()) note(TextNote::invisible_dropped);
        for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
            char32_t c = static_cast<char32_t>(folded.char32At(i));
            if (c == 0xF0 || c == 0x256) c = U'đ';
            if (!is_mark(c)) composed.push_back({c, pieces_[at].begin, pieces_[end - 1].end});
        }
    }

    static void split_tone(icu::UnicodeString& base, icu::UnicodeString& tones) {
        const auto letter = letter_of(lowered(static_cast<char32_t>(base.char32At(0))));
        if (!letter || letter->tone == Tone::none) return;
        static constexpr std::array<UChar, 6> marks{0, 0x300, 0x301, 0x309, 0x303, 0x323};
        tones.append(marks[static_cast<std::size_t>(letter->tone)]);
        base = icu::UnicodeString(static_cast<UChar32>(code_point_of({letter->base, letter->shape, Tone::none})));
    }

    static bool is_word(char32_t c) noexcept {
        if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
        return letter_of(c).has_value() || u_isalnum(static_cast<UChar32>(c)) != 0;
    }
    static bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

    /// "1.001193", "12/2025/tt-bca", "50.000": a joiner stays inside a token that begins with a digit.
    bool joins(std::size_t begin, std::size_t at) const noexcept {
        const char32_t c = pieces_[at].code_point;
        if ((c != U'.' && c != U'/' && c != U',' && c != U'-') || !is_digit(pieces_[begin].code_point)) return false;
        if (at + 1 >= pieces_.size() || !is_word(pieces_[at + 1].code_point)) return false;
        if (c == U'.' || c == U',') return is_digit(pieces_[at - 1].code_point) && is_digit(pieces_[at + 1].code_point);
        return true;
    }

    void tokenize() {
        for (std::size_t at = 0; at < pieces_.size();) {
            if (!is_word(pieces_[at].code_point)) {
                ++at;
                continue;
            }
            std::size_t end = at + 1;
            while (end < pieces_.size() && (is_word(pieces_[end].code_point) || joins(at, end))) ++end;
            add_token(at, end);
            at = end;
        }
    }

    void add_token(std::size_t begin, std::size_t end) {
        std::vector<Letter> letters;
        for (std::size_t i = begin; i < end; ++i) {
            const auto letter = letter_of(pieces_[i].code_point);
            if (!letter) break;
            letters.push_back(*letter);
        }
        Token token;
        token.begin = pieces_[begin].begin;
        token.end = pieces_[end - 1].end;
        const bool all_letters = letters.size() == end - begin;
        if (all_letters && place_tone(letters)) note(TextNote::tone_moved);
        for (std::size_t i = begin; i < end; ++i) {
            const auto letter = all_letters ? std::optional<Letter>(letters[i - begin]) : letter_of(pieces_[i].code_point);
            if (letter) {
                append_utf8(token.accented, code_point_of(*letter));
                token.folded.push_back(letter->base);
            } else {
                append_utf8(token.accented, pieces_[i].code_point);
                append_utf8(token.folded, pieces_[i].code_point);
            }
        }
        made_.tokens_.push_back(std::move(token));
    }

    void join() {
        for (const Token& token : made_.tokens_) {
            if (!made_.accented_.empty()) {
                made_.accented_.push_back(' ');
                made_.folded_.push_back(' ');
            }
            made_.accented_ += token.accented;
            made_.folded_ += token.folded;
        }
    }

    std::vector<Piece> pieces_;
    NormalizedText made_;
};

std::string_view name_of(TextNote wanted) noexcept {
    for (const auto& [value, name] : note_names) {
        if (value == wanted) return name;
    }
    return "ill_formed_utf8";
}

NormalizedText normalize(std::string_view utf8) { return TextNormalizer().run(utf8); }

std::string fold(std::string_view utf8) { return normalize(utf8).folded(); }

std::string to_nfc(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    const icu::UnicodeString composed = normalizer(false).normalize(text, status);
    std::string out;
    if (U_SUCCESS(status)) composed.toUTF8String(out);
    return out;
}

}  // namespace motcua::intents
