// Measures the guard on the labelled messages of ../shared/policy and holds what has been reached.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/intents/policy_case.hpp"
#include "tests/support/shared_data.hpp"

namespace motcua::tests {
namespace {

constexpr const char* cases_file = "policy/policy-cases-dev.jsonl";

struct Outcome {
    nlohmann::json wanted;
    intents::Verdict verdict;

    std::string label() const {
        return std::string(name_of(verdict ? verdict->label() : verdict.error().label));
    }
    std::string action() const { return verdict ? std::string(name_of(verdict->action())) : "refuse"; }
    std::string notice() const {
        return std::string(name_of(verdict ? verdict->notice() : verdict.error().notice));
    }
    bool is(const char* field, const char* value) const { return wanted.at(field) == value; }
    /// The replies of the answering path are no notices.
    bool has_right_notice() const {
        const auto reply = wanted.at("reply").get<std::string>();
        return notice() == name_of(intents::notice_from(reply));
    }
    bool has_refusable_attachment() const {
        return wanted.contains("attachment") && wanted["attachment"].is_object() &&
               wanted["attachment"].value("type", "") != "sticker";
    }
};

intents::IncomingMessage message_from(const nlohmann::json& row) {
    intents::IncomingMessage message;
    if (row.contains("text") && row["text"].is_string()) message.text = row["text"];
    if (row.contains("attachment") && row["attachment"].is_object()) {
        const auto kind = intents::attachment_from(row["attachment"].value("type", "other"));
        message.attachments.push_back(
            {kind.value_or(intents::AttachmentKind::other), row["attachment"].value("name", "")});
    }
    return message;
}

std::vector<Outcome> outcomes_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<Outcome> outcomes;
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) continue;
        auto row = nlohmann::json::parse(line);
        auto verdict = intents::admit(message_from(row));
        outcomes.push_back({std::move(row), std::move(verdict)});
    }
    return outcomes;
}

template <class Test>
int count(const std::vector<Outcome>& outcomes, Test test) {
    return static_cast<int>(std::count_if(outcomes.begin(), outcomes.end(), test));
}

void print_table(const std::vector<Outcome>& outcomes) {
    std::map<std::string, std::map<std::string, int>> table;
    int labels = 0;
    int actions = 0;
    int notices = 0;
    for (const auto& outcome : outcomes) {
        ++table[outcome.wanted.at("label")][outcome.label()];
        const bool right_label = outcome.wanted.at("label") == outcome.label();
        const bool right_action = outcome.wanted.at("expected_action") == outcome.action();
        labels += right_label ? 1 : 0;
        actions += right_action ? 1 : 0;
        notices += outcome.has_right_notice() ? 1 : 0;
        if (right_label && right_action && outcome.has_right_notice()) continue;
        std::cout << outcome.wanted.at("id") << " wanted " << outcome.wanted.at("label") << '/'
                  << outcome.wanted.at("expected_action") << " got " << outcome.label() << '/'
                  << outcome.action() << ' ' << outcome.notice() << '\n';
    }
    std::cout << "wanted label -> given labels\n";
    for (const auto& [wanted, given] : table) {
        std::cout << "  " << wanted << ':';
        for (const auto& [label, number] : given) std::cout << ' ' << label << '=' << number;
        std::cout << '\n';
    }
    std::cout << "labels " << labels << ", actions " << actions << ", notices " << notices << " of "
              << outcomes.size() << std::endl;
}

TEST_CASE("the labelled messages are judged as well as they have been", "[policy][shared]") {
    const auto path = shared_file(cases_file);
    MOTCUA_SKIP_WITHOUT(path, cases_file);
    const auto outcomes = outcomes_of(*path);
    print_table(outcomes);
    REQUIRE(outcomes.size() >= 200);

    const auto refused = [](const Outcome& outcome) { return outcome.action() == "refuse"; };
    CHECK(count(outcomes, [&](const Outcome& outcome) {
              return outcome.has_refusable_attachment() && !refused(outcome);
          }) == 0);

    const auto harmless = [](const Outcome& outcome) {
        return (outcome.is("label", "normal") || outcome.is("label", "public_reference")) &&
               outcome.is("expected_action", "allow");
    };
    const auto all_harmless = count(outcomes, harmless);
    const auto wronged =
        count(outcomes, [&](const Outcome& outcome) { return harmless(outcome) && refused(outcome); });
    CHECK(wronged * 100 <= all_harmless * 2);

    const auto internal = [](const Outcome& outcome) { return outcome.is("label", "internal_document"); };
    const auto all_internal = count(outcomes, internal);
    const auto missed =
        count(outcomes, [&](const Outcome& outcome) { return internal(outcome) && !refused(outcome); });
    CHECK(missed * 100 <= all_internal * 5);

    const auto to_redact = [](const Outcome& outcome) { return outcome.is("expected_action", "redact"); };
    const auto all_redact = count(outcomes, to_redact);
    const auto unmasked = count(
        outcomes, [&](const Outcome& outcome) { return to_redact(outcome) && outcome.action() == "allow"; });
    CHECK(unmasked * 100 <= all_redact);
    const auto right = count(outcomes, [](const Outcome& outcome) {
        return outcome.wanted.at("label") == outcome.label() &&
               outcome.wanted.at("expected_action") == outcome.action();
    });
    CHECK(right * 100 >= static_cast<int>(outcomes.size()) * 97);
}

}  // namespace
}  // namespace motcua::tests
