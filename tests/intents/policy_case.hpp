// One labelled message of the guard's tables, and the check that every table shares.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "intents/policy/message_guard.hpp"

namespace motcua::tests {

struct PolicyCase {
    const char* why;
    const char* text;
    const char* label;
    const char* action;
    const char* notice = "none";
};

inline intents::IncomingMessage written(std::string text) {
    intents::IncomingMessage message;
    message.text = std::move(text);
    return message;
}

inline intents::IncomingMessage with_file(intents::AttachmentKind kind, std::string name,
                                          std::string caption = "") {
    auto message = written(std::move(caption));
    message.attachments.push_back({kind, std::move(name)});
    return message;
}

inline void check_verdict(const PolicyCase& wanted, const intents::Verdict& verdict) {
    INFO(wanted.why << ": " << wanted.text);
    if (verdict) {
        INFO("admitted by " << verdict->rule() << " as: " << verdict->text());
        CHECK(std::string(name_of(verdict->label())) == wanted.label);
        CHECK(std::string(name_of(verdict->action())) == wanted.action);
        CHECK(std::string(name_of(verdict->notice())) == wanted.notice);
    } else {
        INFO("refused by " << verdict.error().rule);
        CHECK(std::string(name_of(verdict.error().label)) == wanted.label);
        CHECK(std::string("refuse") == wanted.action);
        CHECK(std::string(name_of(verdict.error().notice)) == wanted.notice);
    }
}

inline void check_all(const std::vector<PolicyCase>& cases) {
    for (const auto& wanted : cases) check_verdict(wanted, intents::admit(written(wanted.text)));
}

}  // namespace motcua::tests
