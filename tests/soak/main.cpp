// The long soak: 100,000 events of 5,000 citizens with faults, kill -9 every ten seconds; prints the table.
#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/soak/soak.hpp"

namespace {

/// The value behind `name` on the command line, or the default.
std::size_t number(int argc, char** argv, const std::string& name, std::size_t otherwise) {
    for (int i = 1; i + 1 < argc; i += 2) {
        if (argv[i] == name) return std::stoul(argv[i + 1]);
    }
    return otherwise;
}

}  // namespace

int main(int argc, char** argv) {
    const char* source = std::getenv("MOTCUA_SOURCE");
    if (source == nullptr || std::getenv("MOTCUA_BINARY") == nullptr) {
        std::cerr << "soak: MOTCUA_BINARY and MOTCUA_SOURCE must name the program and the source tree\n"
                     "usage: soak [--events 100000] [--citizens 5000] [--rate 150] [--seed 1] [--kill-every-s 10]\n";
        return 2;
    }
    try {
        const std::filesystem::path here = std::filesystem::path(source) / "tests/soak";
        motcua::tests::SoakPlan plan;
        plan.events = number(argc, argv, "--events", 100'000);
        plan.citizens = number(argc, argv, "--citizens", 5'000);
        plan.rate = static_cast<double>(number(argc, argv, "--rate", 150));
        plan.seed = number(argc, argv, "--seed", 1);
        plan.faults = here / "faults.toml";
        plan.questions = here / "questions.txt";
        motcua::tests::Soak soak(plan);
        const auto outcome = soak.kill_every(std::chrono::seconds(number(argc, argv, "--kill-every-s", 10)));
        std::cerr << outcome.told;
        std::cout << outcome.table << "gateways killed with -9: " << outcome.kills << '\n';
        return outcome.exit_code;
    } catch (const std::exception& error) {
        std::cerr << "soak: " << error.what() << '\n';
        return 3;
    }
}
