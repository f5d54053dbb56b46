// Learns, before the load, which reply belongs to which question.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gateway/emulator/emulator.hpp"
#include "gateway/load/ear.hpp"

namespace motcua::gateway {

/// A question whose reply tells that it is the reply to this question.
struct KnownQuestion {
    std::string text;
    std::size_t reply_on_zalo = 0;  // hash, as in Heard
    std::size_t reply_on_messenger = 0;

    std::size_t reply_on(intents::ChannelKind channel) const noexcept {
        return channel == intents::ChannelKind::zalo ? reply_on_zalo : reply_on_messenger;
    }
};

/// Asks every question, each by a citizen of its own, then all by a few citizens in different orders. Kept is what has
/// exactly one message as its reply, the same whatever was asked before, and no other question has it.
/// Plays no faults, and leaves the ear empty.
std::vector<KnownQuestion> rehearse(Emulator& emulator, Ear& ear, const std::vector<std::string>& questions,
                                    const std::vector<intents::ChannelKind>& channels, std::uint64_t seed);

}  // namespace motcua::gateway
