// The chats of all citizens, in memory and bounded, and who waits for the next message.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "gateway/emulator/chat_message.hpp"

namespace motcua::gateway {

/// Safe to call from several threads at once. Callbacks run without its lock, on the thread that added the
/// message or on the book's own.
class ChatBook {
  public:
    using Messages = std::vector<ChatMessage>;
    using Tell = std::function<void(Messages)>;

    ChatBook(std::size_t most_chats, std::size_t most_messages);
    ~ChatBook();
    ChatBook& operator=(ChatBook&&) = delete;  // neither copied nor moved

    /// The citizen did something: from now on the platform knows this person, and the window is open again.
    void touch(const ChatKey& key, std::chrono::milliseconds at);
    /// When the citizen last did something; nothing for a person the platform does not know.
    std::optional<std::chrono::milliseconds> last_act(const ChatKey& key) const;

    /// Returns the sequence it gave.
    std::uint64_t add(const ChatKey& key, ChatMessage message);
    void set_delivery(const ChatKey& key, std::uint64_t sequence, int status);
    Messages after(const ChatKey& key, std::uint64_t sequence) const;

    /// Calls `tell` exactly once: at once when there is something after `sequence`, else with the next message,
    /// else with nothing after `patience` or at close(). At most 256 wait; the next is told at once.
    void when_after(const ChatKey& key, std::uint64_t sequence, std::chrono::milliseconds patience, Tell tell);
    /// Tells all who wait; nobody waits from now on.
    void close();

  private:
    struct Chat {
        std::deque<ChatMessage> messages;
        std::uint64_t last_sequence = 0;
        std::uint64_t touched = 0;  // turn of the last change
        std::optional<std::chrono::milliseconds> last_act;
    };
    struct Waiting {
        ChatKey key;
        std::uint64_t sequence;
        std::chrono::steady_clock::time_point until;
        Tell tell;
    };

    Chat& chat_of(const ChatKey& key);
    void forget_the_most_silent();
    Messages messages_after(const ChatKey& key, std::uint64_t sequence) const;
    void watch_the_time();

    const std::size_t most_chats_;
    const std::size_t most_messages_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<ChatKey, Chat> chats_;
    std::vector<Waiting> waiting_;
    std::uint64_t turn_ = 0;
    bool closed_ = false;
    std::thread timer_;
};

}  // namespace motcua::gateway
