// The command line: what a person or a script can ask of the one binary.
#pragma once

#include <filesystem>
#include <string>

namespace motcua::gateway {

/// Runs one command. 0: done; 1: done, with something to mend (faults, failed checks); 2: unusable arguments or
/// settings; 3: a part failed while working.
int run_command_line(int argc, char** argv);

/// Set by --data and --config, the same for every command.
struct CommonOptions {
    std::filesystem::path data = "./var";
    std::filesystem::path config;  // empty: defaults
};

}  // namespace motcua::gateway
