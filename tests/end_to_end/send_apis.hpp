// The Send APIs of both platforms, played in the test: they remember every call and answer as a test wants.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "gateway/emulator/chat_message.hpp"
#include "gateway/http/listener.hpp"

namespace motcua::tests {

/// One call that the platform would accept by its form.
struct SentReply {
    intents::ChannelKind channel = intents::ChannelKind::zalo;
    std::string user;
    std::string text;
    std::vector<gateway::ChatButton> buttons;
    std::string reference;  // Messenger: the metadata
    std::string token;      // as it came
    std::string control;    // Messenger's thread control: "pass" or "take"; then there is no text
    std::string run;        // what stands in the path before the platform's own: which process sent it
};

/// Safe to use from several threads at once.
class SendApis {
  public:
    using Answer = std::function<void(const SentReply&, const gateway::Respond&)>;
    using Replies = std::vector<SentReply>;

    SendApis();
    ~SendApis();
    SendApis& operator=(SendApis&&) = delete;  // neither copied nor moved

    std::uint16_t port() const noexcept { return listener_.port(); }

    /// How calls are answered from now on; by default all are accepted. Called on the listener's threads.
    void answer_with(Answer answer);
    void accept_all() { answer_with(accepted); }
    static void accepted(const SentReply& reply, const gateway::Respond& respond);

    Replies replies() const;
    /// The replies once there are `count`, or `limit` has passed.
    Replies wait_for(std::size_t count, std::chrono::milliseconds limit = std::chrono::seconds(30));
    /// True once the condition on all replies holds; false when `limit` passed first.
    bool wait_until(const std::function<bool(const Replies&)>& condition,
                    std::chrono::milliseconds limit = std::chrono::seconds(30));
    /// What no platform would accept: one line a call.
    std::vector<std::string> refused() const;

  private:
    void take(const gateway::Request& request, const gateway::Respond& respond);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Answer answer_ = accepted;
    Replies replies_;
    std::vector<std::string> refused_;
    gateway::Listener listener_;  // last: its threads use all of the above
};

}  // namespace motcua::tests
