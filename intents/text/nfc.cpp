// to_nfc(): what we send out, composed as every screen expects it.
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <stdexcept>

#include "intents/normalized_text.hpp"
#include "intents/text/code_point.hpp"

namespace motcua::intents {
namespace {

constexpr int most_marks = 30;

const icu::Normalizer2& nfc() {
    static const icu::Normalizer2* const instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* made = icu::Normalizer2::getNFCInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
        return made;
    }();
    return *instance;
}

/// A text that cannot be anything but NFC: its letters are ASCII, Latin or of U+1E00..1EFF. Source: vietnamese-text 1.6.
struct Checked {
    std::string text;  // well-formed, at most 30 marks in a row
    bool surely_nfc = true;
};

Checked checked(std::string_view utf8) {
    Checked made;
    made.text.reserve(utf8.size());
    int marks = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_code_point(utf8, at);
        if (c == ill_formed) {
            append_utf8(made.text, 0xFFFD);
            continue;
        }
        const bool sure = c < 0x300 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2002 && c < 0x20D0) ||
                          (c >= 0x1F000 && c <= 0x1FAFF);
        made.surely_nfc &= sure;
        marks = !sure && is_mark(c) ? marks + 1 : 0;
        if (marks <= most_marks) append_utf8(made.text, c);
    }
    return made;
}

}  // namespace

std::string to_nfc(std::string_view utf8) {
    Checked text = checked(utf8);
    if (text.surely_nfc) return std::move(text.text);
    std::string composed;
    composed.reserve(text.text.size());
    icu::StringByteSink<std::string> sink(&composed);
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece whole(text.text.data(), static_cast<std::int32_t>(text.text.size()));
    nfc().normalizeUTF8(0, whole, sink, nullptr, status);
    return U_SUCCESS(status) ? composed : std::move(text.text);
}

}  // namespace motcua::intents
