// Tells whether a message goes on about what was spoken of before: a choice, another facet, a correction.
#pragma once

#include <optional>
#include <string>

#include "gateway/conversation/session.hpp"
#include "intents/normalized_text.hpp"
#include "knowledge-base/query.hpp"

namespace motcua::gateway {

/// The option that "2", "số 2", "cái thứ hai" or "cái đầu" picks; nothing when the message picks none.
std::optional<std::string> chosen_option(const intents::NormalizedText& text, const DialogueSession& session);

/// True when the message names a part but nothing that could be another procedure: "thế bao nhiêu tiền?".
bool asks_another_facet(const kb::Query& query, const DialogueSession& session) noexcept;

}  // namespace motcua::gateway
