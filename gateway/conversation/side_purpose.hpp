// A purpose beside a question ("cho em hỏi", "cho gặp cán bộ"): whether it is what the message is about.
#pragma once

#include <optional>

#include "gateway/conversation/turn.hpp"
#include "intents/purpose.hpp"
#include "knowledge-base/query.hpp"

namespace motcua::gateway {

Outcome outcome_of(intents::Purpose purpose) noexcept;

/// As typed first ("ad" greets), else as spelled out ("trl" for "trả lời").
std::optional<intents::PurposeWish> wish_of(const intents::NormalizedText& text, const kb::Query& query);

/// Purposes that answer even when the message also speaks of a procedure.
bool interrupts(intents::Purpose purpose) noexcept;

/// "Vâng cháu cảm ơn chú ạ": thanks or a farewell with next to nothing beside it, asked of nothing.
bool takes_leave(intents::Purpose purpose, const kb::Query& query) noexcept;

/// Whether a purpose that is said beside other words is what the message is about, when no procedure clearly is.
bool is_the_matter(intents::Purpose purpose, const kb::Query& query, const Turn& searched) noexcept;

}  // namespace motcua::gateway
