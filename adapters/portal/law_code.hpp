// Recognises the codes of laws ("85/2019/TT-BTC", "60/2014/QH13", "180/QĐ-BXD") inside running text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace motcua::adapters {

struct LawCode {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool certain = true;  // false when its last letters may belong to what follows
};

/// The first code that begins at or after `from`. A year glued before its number ("202068/2020/QH14") is left out.
std::optional<LawCode> next_law_code(std::string_view text, std::size_t from);

/// True when `text` is one code of a known body and nothing else.
bool is_law_code(std::string_view text);

}  // namespace motcua::adapters
