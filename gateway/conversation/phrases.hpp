// The fixed sentences of the conversation, in Vietnamese, one place to edit them.
#pragma once

#include <string>
#include <vector>

#include "gateway/conversation/conversation.hpp"
#include "intents/purpose.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::gateway {

/// The reply to a message that is no question about a procedure.
kb::Reply reply_to(intents::Purpose purpose, const Office& office);
/// Above the options of a question back.
/// `matter`: what the question names; empty: nothing that is known.
std::string ask_back_text(const std::string& matter, std::size_t options);
/// Below an answer that others are offered beside.
std::string others_text();
/// Nothing good enough was found; `near` are the nearest, offered as buttons.
kb::Reply not_found_reply(const Office& office, const std::vector<kb::Button>& near);
/// A need that is known, but not in this base: who handles it.
kb::Reply outside_reply(const Office& office, const kb::CatalogEntry& gap);
/// A part was asked for, but of no procedure.
kb::Reply which_procedure_reply();
/// A citizen asked for a person, and none came.
kb::Reply nobody_came_reply(const Office& office);
/// The index or the store did not answer.
kb::Reply unavailable_reply(const Office& office);

}  // namespace motcua::gateway
