// Decodes UTF-8 in both directions and knows the blocks of Vietnamese letters.
#include "adapters/portal/letters.hpp"

namespace motcua::adapters {
namespace {

char32_t byte_of(std::string_view text, std::size_t at) noexcept { return static_cast<unsigned char>(text[at]); }

bool continues(std::string_view text, std::size_t at) noexcept { return (byte_of(text, at) & 0xC0U) == 0x80U; }

/// Latin-1: capitals from À to Þ, small letters from à to þ, 0x20 apart; × and ÷ between them.
bool is_latin1_upper(char32_t value) noexcept { return value >= 0xC0 && value <= 0xDE && value != 0xD7; }
bool is_latin1_lower(char32_t value) noexcept { return value >= 0xE0 && value <= 0xFE && value != 0xF7; }

/// Latin Extended-A (Ă Đ Ĩ Ũ) and Additional (Ạ to Ỹ): the capital is even, its small letter follows.
bool is_paired(char32_t value) noexcept {
    return (value >= 0x100 && value <= 0x137) || (value >= 0x14A && value <= 0x177) ||
           (value >= 0x1EA0 && value <= 0x1EF9);
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
    const auto lead = byte_of(text, at);
    const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (bytes == 1 || at + bytes > text.size()) return {lead, 1};
    char32_t value = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte_of(text, at + i) & 0x3FU);
    return {value, bytes};
}

CodePoint code_point_before(std::string_view text, std::size_t at) noexcept {
    if (at == 0) return {0, 0};
    auto start = at - 1;
    while (start > 0 && at - start < 4 && continues(text, start)) --start;
    return code_point_at(text, start);
}

bool is_upper_letter(char32_t value) noexcept {
    if (value < 0x80) return value >= U'A' && value <= U'Z';
    if (value == 0x1A0 || value == 0x1AF) return true;  // Ơ, Ư
    return is_latin1_upper(value) || (is_paired(value) && value % 2 == 0);
}

bool is_lower_letter(char32_t value) noexcept {
    if (value < 0x80) return value >= U'a' && value <= U'z';
    if (value == 0x1A1 || value == 0x1B0) return true;  // ơ, ư
    return is_latin1_lower(value) || (is_paired(value) && value % 2 == 1);
}

}  // namespace motcua::adapters
