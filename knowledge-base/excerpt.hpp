// Cuts a published text to what fits an answer, at the end of a sentence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace motcua::kb {

/// Code points of well-formed UTF-8.
std::size_t characters_in(std::string_view utf8) noexcept;

/// The whole text with line breaks as spaces when it has at most `most` characters; else as many whole
/// sentences as fit, or whole words when the first sentence is longer already, and "…" behind them.
/// The result has at most `most` characters, `most` >= 2.
std::string excerpt(std::string_view utf8, std::size_t most);

}  // namespace motcua::kb
