// What the sending side tells the counters.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "adapters/channel.hpp"
#include "gateway/webhook/send_window.hpp"

namespace motcua::gateway {

/// Why the sending of an account rests.
enum class PauseCause {
    limit,  // a send was refused: too many calls, or a quota is used up
    usage,  // a send went well, and its headers say that the limit is reached
    token,  // the access token must be renewed first
};
std::string_view name_of(PauseCause cause) noexcept;

/// What an echo of our own told.
enum class EchoResult {
    known,      // the call had been answered
    confirmed,  // nobody knew yet that the part had arrived: it is not sent again
    failed,     // the outbox could not tell
};
std::string_view name_of(EchoResult result) noexcept;

/// Called from any thread; must be quick.
class SenderObserver {
  public:
    virtual ~SenderObserver() = default;
    virtual void delivered(intents::ChannelKind channel, adapters::Fate fate, std::chrono::milliseconds age) = 0;
    virtual void gave_up(intents::ChannelKind channel, std::string_view reason) = 0;
    /// Before each part: in which window of its citizen it stands.
    virtual void stood_in(intents::ChannelKind channel, SendWindow window) = 0;
    virtual void paused(intents::ChannelKind channel, const std::string& account, PauseCause cause,
                        std::chrono::milliseconds pause) = 0;
    /// The platform refuses this account, and only a person can mend it.
    virtual void alarmed(intents::ChannelKind channel, const std::string& account, std::string_view reason) = 0;
    virtual void echoed(intents::ChannelKind channel, EchoResult result) = 0;
    virtual void failed(std::string_view reason) = 0;
};

}  // namespace motcua::gateway
