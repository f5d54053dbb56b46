// How one message ended, and everything about its answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/conversation/session.hpp"
#include "intents/facet.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::gateway {

/// How a message ended. Every message ends in exactly one, and each is a counter.
enum class Outcome {
    answered,
    clarify,      // two or more procedures are close: asked back
    not_found,    // nothing good enough: said so, with the next step
    refused,      // by the guard
    notice,       // a fixed reply of the guard to an admitted message: rights, rumour, scam
    smalltalk,
    handoff,
    complaint,
    emergency,
    status,       // the state of one's own file: shown the portal
    silent,       // nothing to say (empty message, sticker)
    with_person,  // a person speaks or is waited for: no answer of ours
    unavailable,  // the index or the store failed: an apology, never "not found"
};
std::string_view name_of(Outcome outcome) noexcept;

struct ScoredCode {
    std::string code;
    float score = 0;        // log odds, comparable within one answer
    float probability = 0;  // share among the candidates
};

/// Everything about one answer; what the command line prints and the worker completes.
struct Turn {
    Outcome outcome = Outcome::silent;
    std::string detail;      // which smalltalk, which rule
    std::optional<std::string> procedure;
    std::vector<intents::Facet> facets;
    float confidence = 0;
    std::vector<ScoredCode> candidates;  // at most 10, best first
    std::vector<kb::Reply> replies;
    DialogueSession session;         // to be kept for the next message
    bool asks_for_person = false;    // from now on a person is waited for
};

}  // namespace motcua::gateway
