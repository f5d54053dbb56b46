// What is kept of a conversation between two messages: which procedure, which part, which choices. Never text.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "intents/facet.hpp"

namespace motcua::gateway {

struct DialogueSession {
    std::string code;                    // the procedure that was spoken of last; empty at first
    std::vector<intents::Facet> facets;  // what was asked of it
    std::vector<std::string> options;    // codes, or payloads of paper_cases, offered in the last question, in order
    std::chrono::seconds touched{0};     // since 1970; a session ends 30 minutes later

    /// One line of ASCII, versioned; what the inbox stores.
    std::string to_text() const;
    /// An unknown version or a damaged text gives a new session: the dialogue starts over, nothing breaks.
    static DialogueSession from_text(std::string_view text);
    /// This session, or a new one when it has ended at `now`.
    DialogueSession current(std::chrono::seconds now) const;
};

/// A session ends this long after its last message.
inline constexpr std::chrono::minutes session_life{30};

}  // namespace motcua::gateway
