// The soak in short: a load with faults, the gateway killed under it; the long one is tests/soak.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>
#include <random>

#include "tests/end_to_end/command_run.hpp"
#include "tests/soak/soak.hpp"

using namespace motcua;

TEST_CASE("2,000 questions with faults and five kills: none lost, out of order, or twice without a reason", "[end_to_end][soak]") {
    const char* source = std::getenv("MOTCUA_SOURCE");
    REQUIRE(source != nullptr);
    const std::filesystem::path folder = std::filesystem::path(source) / "tests/soak";
    tests::SoakPlan plan;
    plan.seed = 20261125;
    plan.faults = folder / "faults.toml";
    plan.questions = folder / "questions.txt";
    tests::Soak soak(plan);
    std::mt19937 random(20261125);
    const auto outcome = soak.kill_after_events(5, [&](std::size_t) { return 20 + random() % 150; });
    INFO(outcome.told);
    INFO(outcome.table);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.kills == 5);
    CHECK(outcome.table.find("verdict                                  clean") != std::string::npos);
    std::cout << outcome.table << "gateways killed with -9: " << outcome.kills << '\n';
}

TEST_CASE("a fault file that cannot be used is told line by line, and nothing starts", "[end_to_end][soak]") {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "faults.toml";
    tests::write_file(file, "[sends]\nreset = 2\nslow_ms = 0\n");
    const auto result = tests::run_command({"emulate", "--port", "0", "--faults", file.string()});
    CHECK(result.exit_code == 2);
    CHECK(result.err.find(file.string() + ":2: sends.reset: a share from 0 to 1\n") != std::string::npos);
    CHECK(result.err.find(file.string() + ":3: sends.slow_ms: ") != std::string::npos);
}

TEST_CASE("a load without a target brings its own gateway and is clean without faults", "[end_to_end][soak]") {
    const char* source = std::getenv("MOTCUA_SOURCE");
    REQUIRE(source != nullptr);
    const tests::TemporaryFolder folder;
    const auto result = tests::run_command({"emulate", "--load", "--port", "0", "--data", folder.path().string(), "--questions",
                                            (std::filesystem::path(source) / "tests/soak/questions.txt").string(), "--count",
                                            "300", "--users", "60", "--rate", "200", "--seed", "5"});
    INFO(result.err);
    INFO(result.out);
    CHECK(result.exit_code == 0);
    CHECK(result.out.find("events answered                            300") != std::string::npos);
    CHECK(result.out.find("replies                                    300") != std::string::npos);
    CHECK(result.err.find(" sent  ") != std::string::npos);  // progress
}
