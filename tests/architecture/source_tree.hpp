// The repository's files as values, so that each rule is a pure function over a real or a made-up tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::tests {

struct SourceFile {
    std::string path;  // from the root of the repository, with '/'
    std::string text;
};
using SourceTree = std::vector<SourceFile>;

/// One broken rule: where, and what is allowed instead.
struct Finding {
    std::string path;
    std::string message;
};
using Findings = std::vector<Finding>;

/// Every file of $MOTCUA_SOURCE but what a build or a run makes (build, var, hidden folders other than .ci),
/// sorted by path. Read once. Throws std::runtime_error when the variable names no such folder.
const SourceTree& source_tree();

/// "path: message", a line each; for INFO.
std::string text_of(const Findings& findings);

/// "intents/text/readings.cpp" gives "intents/text", "readings.cpp", "readings" and ".cpp".
std::string_view folder_of(std::string_view path) noexcept;
std::string_view name_of(std::string_view path) noexcept;
std::string_view stem_of(std::string_view path) noexcept;
std::string_view extension_of(std::string_view path) noexcept;
/// The first part of the path; empty for a file of the root.
std::string_view floor_of(std::string_view path) noexcept;

/// .cpp or .hpp.
bool is_cpp(std::string_view path) noexcept;

}  // namespace motcua::tests
