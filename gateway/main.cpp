// The one binary: hands the command line to gateway/cli.
#include "gateway/cli/command_line.hpp"

int main(int argc, char** argv) { return motcua::gateway::run_command_line(argc, argv); }
