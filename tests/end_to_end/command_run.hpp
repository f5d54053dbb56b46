// One command of the binary, run to its end.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace motcua::tests {

struct CommandResult {
    int exit_code = -1;  // -1: it was killed, or had not ended after two minutes
    std::string out;
    std::string err;

    std::vector<std::string> lines() const;
};

/// `input` is what it reads from standard input.
CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input = "");

}  // namespace motcua::tests
