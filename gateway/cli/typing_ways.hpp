// The same question in eight ways of typing: what `eval --ways` asks, to show how much a way of typing costs.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace motcua::gateway {

enum class TypingWay { as_written, no_diacritics, telex_keys, vni_keys, chat_words, slips, regional, decomposed };

inline constexpr std::array all_typing_ways{TypingWay::as_written, TypingWay::no_diacritics, TypingWay::telex_keys,
                                            TypingWay::vni_keys,   TypingWay::chat_words,    TypingWay::slips,
                                            TypingWay::regional,   TypingWay::decomposed};

/// For tables, in English.
std::string_view name_of(TypingWay way) noexcept;

/// `accented` as somebody would type it that way: Telex or VNI keys that no input method took up, chat words, every
/// fifth word with a slip of the finger, every third with a regional spelling, capitals with separate marks.
/// Deterministic; what cannot be typed that way stays.
std::string typed(std::string_view accented, TypingWay way);

/// True when the text has Vietnamese diacritics, without which most ways change nothing.
bool has_diacritics(std::string_view text) noexcept;

}  // namespace motcua::gateway
