// Looks for a part of a text, and for bytes in every file below a folder.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/end_to_end/child_process.hpp"

namespace motcua::tests {

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

inline std::string in_lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// True when the ASCII `needle` is in the bytes, whatever its case.
inline bool holds_any_case(const std::string& bytes, const std::string& needle) {
    return in_lower_case(bytes).find(in_lower_case(needle)) != std::string::npos;
}

/// The files below `folder` whose bytes or names hold the ASCII `needle`, whatever its case.
inline std::vector<std::string> files_that_hold(const std::filesystem::path& folder, const std::string& needle) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const bool inside = entry.is_regular_file() && holds_any_case(bytes_of(entry.path()), needle);
        if (inside || holds_any_case(name, needle)) found.push_back(name);
    }
    return found;
}

}  // namespace motcua::tests
