// The soak in short: a load with faults, the gateway killed under it; the long one is tests/soak.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>
#include <random>

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
