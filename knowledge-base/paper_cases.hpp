// The papers of a record by the situation they are for, asked for in two questions: a checklist of one's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/procedure.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::kb {

/// Papers under one heading that names a situation ("Đối với trường hợp thừa kế: …").
struct PaperCase {
    std::string title;
    std::vector<Document> papers;
};

struct PaperCases {
    std::vector<Document> common;       // for everybody: under no heading, or one that names no situation
    std::vector<PaperCase> situations;  // in the record's order
    std::optional<PaperCase> proxy;     // on top, when somebody else files

    /// There is something to ask: at least two situations, or one and a proxy.
    bool worth_asking() const noexcept { return situations.size() + (proxy ? 1 : 0) >= 2; }
};

/// Reads the headings of the record; nothing is moved that they do not say. Pure.
PaperCases paper_cases_of(const Procedure& procedure);
/// Whether these are worth asking for; quick when there is but one heading.
bool has_paper_cases(const Procedure& procedure);

/// How far a person has come with the questions.
struct CaseChoice {
    std::string code;
    std::optional<std::size_t> situation;  // place in PaperCases::situations
    std::optional<bool> by_proxy;
};
/// "#m:c:1.004222:2:s": code, situation or "-", "s" files alone, "p" by proxy, "-" not asked yet.
std::string case_payload_for(const CaseChoice& choice);
/// What a payload of these questions stands for; nothing for any other text.
std::optional<CaseChoice> case_choice_from(std::string_view payload);

/// The next question, or the checklist when there is nothing left to ask. A situation that the record does not have
/// (any more) is asked for anew.
Reply case_reply(const Procedure& procedure, std::string_view short_name, CaseChoice choice);

}  // namespace motcua::kb
