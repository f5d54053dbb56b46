// Cuts a reply into parts that a platform accepts, at the places where a reader would pause.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters {

/// What a platform counts when it says "characters".
enum class LengthUnit { code_points, utf16_units };

struct TextLimit {
    LengthUnit unit = LengthUnit::code_points;
    std::int32_t most = 1900;  // at least 16
};

std::int32_t length_of(std::string_view utf8, LengthUnit unit);

/// Well-formed UTF-8 in NFC without control characters other than line feed; outer white space is gone.
/// Ill-formed bytes become U+FFFD. Thread-safe.
std::string sendable(std::string_view utf8);

/// The parts of sendable(utf8), none empty, none over the limit, in order: nothing but white space at the
/// cuts is lost. A cut is at a paragraph, else a line, a sentence, a word, and only then at the end of a
/// grapheme; never inside an address (http…, www.…) that fits into one part, nor after the number of a list
/// item.
std::vector<std::string> split_text(std::string_view utf8, const TextLimit& limit);

/// The text, or its beginning up to the end of a grapheme and "…", within the limit.
std::string shortened(std::string_view utf8, const TextLimit& limit);

}  // namespace motcua::adapters
