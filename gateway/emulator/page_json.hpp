// The answers of the page's API as JSON.
#pragma once

#include <string>
#include <vector>

#include "gateway/emulator/chat_message.hpp"
#include "gateway/emulator/event_poster.hpp"
#include "gateway/emulator/exchange.hpp"
#include "gateway/http/message.hpp"

namespace motcua::gateway {

Response problem_response(int status, const std::string& allowed);
/// `run` changes with every start of the emulator: the page begins anew when it does.
Response messages_response(const std::string& run, const std::vector<ChatMessage>& messages);
Response exchanges_response(const std::string& run, const std::vector<Exchange>& exchanges);
Response sent_response(std::uint64_t sequence, const PostResult& result);
Response subscribed_response();
/// ok: 200 and the challenge back, byte for byte.
Response handshake_response(const PostResult& result, const std::string& challenge);

}  // namespace motcua::gateway
