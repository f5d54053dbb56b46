// What was acknowledged against what was heard: the figures of one row.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "tests/gateways/ears.hpp"
#include "tests/gateways/rush.hpp"

namespace motcua::tests {

struct RushFigures {
    std::size_t acknowledged = 0;
    std::size_t lost = 0;          // acknowledged and never answered
    std::size_t twice = 0;         // replies that came once more
    std::size_t out_of_order = 0;  // replies that came after that to a later message of the citizen
    std::size_t refused = 0;       // posts without a 200, all of them posted again
    std::size_t unknown = 0;       // replies to nothing that was asked, or with other words
    std::chrono::milliseconds slowest_200{0};     // from the first post of a message to its 200
    std::chrono::milliseconds slowest_answer{0};  // from a 200 to the reply
    std::vector<std::string> first_copies;        // the runs that sent what came twice the first time
    std::vector<std::string> findings;            // the first few, a line each
};

/// The reply to each question, by channel: text by index.
using KnownReplies = std::map<intents::ChannelKind, std::vector<std::string>>;

/// Replies of Messenger name the message that they answer; Zalo's are told by their words, which never are those of the
/// citizen's message before: exact as long as nothing is lost.
RushFigures figures_of(const std::vector<RushCitizen>& citizens, const std::vector<HeardReply>& heard, const KnownReplies& known);

/// Whether every acknowledged message has been answered.
bool is_complete(const RushFigures& figures);

/// The head of the table, and a row of it.
std::string figures_head();
std::string figures_row(const std::string& story, const RushFigures& figures);

}  // namespace motcua::tests
