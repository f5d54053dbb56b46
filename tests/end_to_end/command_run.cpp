// Input and output of a command go through files, so that no pipe can fill up.
#include "tests/end_to_end/command_run.hpp"

#include <chrono>
#include <sstream>

#include "tests/end_to_end/child_process.hpp"

namespace motcua::tests {

std::vector<std::string> CommandResult::lines() const {
    std::vector<std::string> lines;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input) {
    const TemporaryFolder folder;
    const Streams streams{folder.path() / "in", folder.path() / "out", folder.path() / "err"};
    write_file(streams.in, input);
    ChildProcess process(arguments, streams);
    const auto end = process.wait(std::chrono::minutes(2));
    return {end ? end->exit_code : -1, bytes_of(streams.out), bytes_of(streams.err)};
}

}  // namespace motcua::tests
