// The Vietnamese encodings of before Unicode, as they look when their bytes were read as Windows-1252.
#pragma once

#include <array>
#include <optional>

#include "intents/text/text_pieces.hpp"

namespace motcua::intents {

enum class LegacyCharset { tcvn3, vni, cp1258, viscii, vps };
inline constexpr std::array legacy_charsets{LegacyCharset::tcvn3, LegacyCharset::vni, LegacyCharset::cp1258,
                                            LegacyCharset::viscii, LegacyCharset::vps};

/// The byte that Windows-1252 (or Latin-1, or the Turkish 1254) shows as this character.
std::optional<unsigned char> byte_shown_as(char32_t code_point) noexcept;

/// What the text says if it is of that charset; characters that the charset does not have stay. Marks of cp1258
/// come out as combining marks. Pieces keep the bytes of the original text.
///
/// Sources: vietnamese-text 2.2 (TCVN3, VNI), RFC 1456 (VISCII), the VPS table of GNU recode, Microsoft cp1258.
Pieces decoded(LegacyCharset charset, const Pieces& typed);

}  // namespace motcua::intents
