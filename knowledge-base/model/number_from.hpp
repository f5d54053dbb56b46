// Reads one fitted number of a model file: the whole text must be a finite decimal number.
#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace motcua::kb {

/// Nothing for "1.5x", "", "nan" or a number that no float holds.
inline std::optional<float> number_from(std::string_view text) noexcept {
    float value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace motcua::kb
