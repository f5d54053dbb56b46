// The rows of ../shared/text-vectors and the ratchet that holds what has been reached on them.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "intents/normalized_text.hpp"
#include "tests/support/shared_data.hpp"

namespace motcua::tests {

struct TextVector {
    std::string input;
    std::string expected;
};

/// By kind, in the order of the file.
inline std::map<std::string, std::vector<TextVector>> vectors_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::map<std::string, std::vector<TextVector>> by_kind;
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) continue;
        const auto row = nlohmann::json::parse(line);
        if (!row.at("expected").is_string()) continue;
        by_kind[row.at("kind")].push_back({row.at("input"), row.at("expected")});
    }
    return by_kind;
}

inline std::string canonical(const std::string& text) { return intents::normalize(text).accented(); }

/// One kind of rows: how a row is checked, how many must pass, and why the others do not.
struct VectorRule {
    const char* kind;
    std::size_t least;
    const char* why_not_all;
    std::function<bool(const TextVector&)> passes;
};

inline void hold(const std::map<std::string, std::vector<TextVector>>& by_kind, const VectorRule& rule) {
    const auto found = by_kind.find(rule.kind);
    REQUIRE(found != by_kind.end());
    std::size_t passed = 0;
    std::string missed;
    for (const TextVector& row : found->second) {
        if (rule.passes(row)) {
            ++passed;
        } else if (missed.size() < 4000) {
            missed += " [" + row.input + " > " + canonical(row.input) + ", not " + row.expected + "]";
        }
    }
    WARN(rule.kind << ": " << passed << " of " << found->second.size() << (passed < found->second.size() ? "; " : "")
                   << (passed < found->second.size() ? rule.why_not_all : ""));
    INFO(missed);
    CHECK(passed >= rule.least);
}

}  // namespace motcua::tests
