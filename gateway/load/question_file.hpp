// The questions that citizens ask under load.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace motcua::gateway {

/// One a line: plain text, or a JSON object with `text`. Empty lines and lines that begin with '#' are skipped, a text
/// counts once. Throws std::runtime_error when the file cannot be read or holds no question.
std::vector<std::string> read_question_file(const std::filesystem::path& file, std::size_t most);

}  // namespace motcua::gateway
