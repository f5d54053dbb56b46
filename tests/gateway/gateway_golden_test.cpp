// Whole replies as text files that a person reads: tests/gateway/golden/*.txt. MOTCUA_WRITE_GOLDEN=1 writes them anew.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/gateway/starter_town.hpp"

using namespace motcua;
using namespace motcua::tests;

namespace {

std::filesystem::path folder() {
    const char* source = std::getenv("MOTCUA_SOURCE");
    REQUIRE(source != nullptr);  // ctest sets it
    return std::filesystem::path(source) / "tests/gateway/golden";
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

/// What is typed; "[Nơi nộp]" presses the button of that name below the reply before.
gateway::Turn turn_for(Talk& talk, const std::string& said, const std::vector<kb::Button>& buttons) {
    if (said.front() != '[') return talk.says(said);
    const auto pressed = std::find_if(buttons.begin(), buttons.end(), [&said](const kb::Button& button) {
        return "[" + button.title + "]" == said;
    });
    INFO(said);
    REQUIRE(pressed != buttons.end());
    return talk.presses(pressed->payload);
}

/// The file with what is said today: its comment, its dialogues, after each line the outcome, reply and buttons.
std::string spoken(const std::string& golden) {
    std::istringstream lines(golden);
    std::string made;
    Talk talk;
    std::vector<kb::Button> buttons;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# ")) made += line + "\n";
        if (line.starts_with("===")) {
            talk = {};
            made += "\n===\n";
        }
        if (!line.starts_with("> ")) continue;
        const gateway::Turn turn = turn_for(talk, line.substr(2), buttons);
        made += line + "\n(" + std::string(gateway::name_of(turn.outcome)) + ")\n";
        buttons.clear();
        for (const kb::Reply& reply : turn.replies) {
            std::istringstream text(reply.text);
            for (std::string said; std::getline(text, said);) made += said.empty() ? "<\n" : "< " + said + "\n";
            for (const kb::Button& button : reply.buttons) made += "  [" + button.title + "]\n";
            buttons.insert(buttons.end(), reply.buttons.begin(), reply.buttons.end());
        }
    }
    return made;
}

}  // namespace

TEST_CASE("replies read as they were approved", "[gateway][golden]") {
    const bool writes = std::getenv("MOTCUA_WRITE_GOLDEN") != nullptr;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
        if (entry.path().extension() != ".txt") continue;
        ++files;
        const std::string golden = bytes_of(entry.path());
        const std::string today = spoken(golden);
        if (writes) std::ofstream(entry.path(), std::ios::binary) << today;
        INFO(entry.path().filename() << ": approve a change by MOTCUA_WRITE_GOLDEN=1 and reading the diff");
        CHECK(today == (writes ? today : golden));
    }
    CHECK(files >= 4);
}
