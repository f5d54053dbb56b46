// What a message is for when it is not (only) a question about a procedure: greeting, thanks, a human, ...
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "intents/phrase_book.hpp"

namespace motcua::intents {

enum class Purpose { greeting, thanks, bye, who, help, chat, handoff, complaint, abuse, status, emergency };
std::string_view name_of(Purpose purpose) noexcept;

struct PurposeWish {
    Purpose purpose = Purpose::greeting;
    bool whole = false;  // the message says nothing else: only this, fillers and names of address
};

/// The weightiest purpose the message shows (emergency before complaint before a human before smalltalk);
/// nothing when it shows none. Pure and thread-safe.
std::optional<PurposeWish> purpose_of(const std::vector<Token>& tokens);

}  // namespace motcua::intents
