// One HTTP exchange between a platform, as the emulator plays it, and the gateway.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "intents/incoming_message.hpp"

namespace motcua::gateway {

enum class Direction { to_gateway, from_gateway };

struct Exchange {
    std::uint64_t number = 0;  // 1, 2, … ; given by ExchangeLog
    std::chrono::milliseconds at{0};  // start, since 1970
    std::chrono::microseconds took{0};
    intents::ChannelKind channel = intents::ChannelKind::zalo;
    Direction direction = Direction::to_gateway;
    std::string what;       // the event's name, or method and path of a Send API call; never its query
    std::string user;
    int status = 0;         // HTTP; 0: no answer came
    std::string request;    // body as sent
    std::string response;   // body
    std::string signature;  // the header's value; empty for calls of the gateway
    std::string problem;    // "no_connection", "no_answer", …; empty when there was an answer
};

}  // namespace motcua::gateway
