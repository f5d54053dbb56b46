// `ask`, `answer --jsonl` and `normalize --jsonl`: the conversation without a channel.
#pragma once

#include <istream>
#include <ostream>
#include <string>

#include "gateway/knowledge/snapshot.hpp"

namespace motcua::gateway {

/// Prints the replies to one message as a person would read them; with `explain` how they came about.
int ask(const Snapshot& snapshot, const std::string& text, bool explain, std::ostream& out);

/// A line of JSON in, a line of JSON out, flushed; turns of one conversation keep their session. A line that is
/// no such JSON gives {"error":…} and goes on. Returns 1 when any line was bad.
int answer_lines(const Snapshot& snapshot, std::istream& in, std::ostream& out);

int normalize_lines(std::istream& in, std::ostream& out);

}  // namespace motcua::gateway
