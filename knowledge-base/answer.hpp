// The words of an answer: what was asked first, short, then where it comes from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intents/facet.hpp"
#include "knowledge-base/procedure.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::kb {

/// The answer to `facets` of one procedure; a short overview when none is asked. Extractive: every fact is the
/// record's own, flagged ones are quoted with their doubt. Ends with code, agency, source and date. Pure.
Reply answer_from(const Procedure& procedure, std::string_view short_name, const std::vector<intents::Facet>& facets);

/// One facet in full (all papers, all steps), for "xem thêm".
Reply full_answer(const Procedure& procedure, std::string_view short_name, intents::Facet facet);

/// Payloads of our buttons: "#m:p:1.001193:documents" shows a facet, "#m:x:…" shows it in full.
std::string payload_for(std::string_view code, intents::Facet facet);
std::string full_payload_for(std::string_view code, intents::Facet facet);

struct ButtonChoice {
    std::string code;
    intents::Facet facet = intents::Facet::general;
    bool full = false;
};
/// What a payload of ours asks for; nothing for any other text.
std::optional<ButtonChoice> choice_from(std::string_view payload);

/// What a facet is called on a button and as a heading: "Giấy tờ", "Lệ phí", ...
std::string_view title_of(intents::Facet facet) noexcept;

}  // namespace motcua::kb
