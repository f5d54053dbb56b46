// Holds what was written against what was answered: nothing lost, nothing out of order, twice only where it must be.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "tests/end_to_end/crowd.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

namespace motcua::tests {

struct Audit {
    std::size_t answered = 0;          // messages with a reply
    std::size_t duplicates = 0;        // replies that came once more, all in the one unavoidable window
    std::vector<std::string> faults;   // what must never be, a line each
};

class ReplyLedger {
  public:
    /// Asks the running gateway every question on each channel and keeps the replies. Throws std::runtime_error when
    /// a question has not exactly one reply of its own: then a reply would not tell what it answers.
    ReplyLedger(const RunningGateway& gateway, SendApis& platforms);

    /// True once every acknowledged message has its reply.
    bool is_complete(const Crowd& crowd, const SendApis::Replies& replies) const;
    /// Runs are named "/1", "/2", …; every run but the last was killed.
    Audit audit(const Crowd& crowd, const SendApis::Replies& replies) const;

  private:
    void audit(const Writer& writer, const SendApis::Replies& received, Audit& found) const;
    /// This is the reply, and on Messenger it also names the message.
    bool answers(const Writer& writer, std::size_t message, const SentReply& reply) const;

    std::array<std::vector<std::string>, 2> told_;  // by channel, then by question
};

}  // namespace motcua::tests
