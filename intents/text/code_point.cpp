// Asks ICU's character data, which needs no allocation and no set-up.
#include "intents/text/code_point.hpp"

#include <unicode/uchar.h>

namespace motcua::intents {

bool is_mark(char32_t c) noexcept {
    if (c < 0x300) return false;
    if (c < 0x370 || (c >= 0xFE00 && c <= 0xFE0F)) return true;
    if (c < 0x483 || (c >= 0x1E00 && c < 0x1F00)) return false;
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_word_part(char32_t c) noexcept {
    if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
    return u_isalnum(static_cast<UChar32>(c)) != 0;
}

}  // namespace motcua::intents
