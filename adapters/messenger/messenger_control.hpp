// Who speaks for the Page: what echoes, standby and thread control tell, and our own calls of thread control.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/messenger/messenger_payload.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {

/// True when a message of the Page was not sent by us: neither our mark nor one of our apps. The id of the inbox is
/// never matched, for the sources spell it in two ways (messenger 3.3).
bool is_agent_echo(const WireNode& message, const MessengerIdentity& identity);

/// In standby another app holds the conversation; an echo there proves that somebody spoke.
Speaker speaker_in_standby(const WireNode& item, bool agent_echo) noexcept;

/// Who speaks after a "pass", "take", "request" or "roles". Without configured app ids a pass is to us and a take from
/// us: each is told to the app that it befalls.
Speaker speaker_after(const WireNode& item, std::string_view detail, const MessengerIdentity& identity);

/// A part whose body begins with one of these words is a call of that edge; the rest is its JSON. Bodies of messages
/// begin with '{'.
inline constexpr std::string_view pass_thread_edge = "pass_thread_control";
inline constexpr std::string_view take_thread_edge = "take_thread_control";

OutgoingPart pass_thread_part(std::string_view citizen, std::string_view inbox_app);
OutgoingPart take_thread_part(std::string_view citizen);

/// The edge and the JSON of a part: "messages" unless it is one of the above.
struct MessengerCall {
    std::string_view edge;
    std::string_view json;
};
MessengerCall call_of(std::string_view part_body) noexcept;

}  // namespace motcua::adapters
