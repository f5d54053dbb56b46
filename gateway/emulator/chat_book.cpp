// Keeps the chats of the emulator and wakes those who wait for one.
#include "gateway/emulator/chat_book.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::size_t most_waiting = 256;

}  // namespace

ChatBook::ChatBook(std::size_t most_chats, std::size_t most_messages)
    : most_chats_(std::max<std::size_t>(most_chats, 1)),
      most_messages_(std::max<std::size_t>(most_messages, 1)),
      timer_([this] { watch_the_time(); }) {}

ChatBook::~ChatBook() {
    close();
    timer_.join();
}

void ChatBook::forget_the_most_silent() {
    const auto silent = std::min_element(chats_.begin(), chats_.end(), [](const auto& one, const auto& other) {
        return one.second.touched < other.second.touched;
    });
    if (silent != chats_.end()) chats_.erase(silent);
}

ChatBook::Chat& ChatBook::chat_of(const ChatKey& key) {
    if (chats_.count(key) == 0 && chats_.size() >= most_chats_) forget_the_most_silent();
    Chat& chat = chats_[key];
    chat.touched = ++turn_;
    return chat;
}

void ChatBook::touch(const ChatKey& key, std::chrono::milliseconds at) {
    const std::lock_guard lock(mutex_);
    chat_of(key).last_act = at;
}

std::optional<std::chrono::milliseconds> ChatBook::last_act(const ChatKey& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = chats_.find(key);
    return found == chats_.end() ? std::nullopt : found->second.last_act;
}

std::uint64_t ChatBook::add(const ChatKey& key, ChatMessage message) {
    std::vector<std::pair<Tell, Messages>> told;
    std::uint64_t sequence = 0;
    {
        const std::lock_guard lock(mutex_);
        Chat& chat = chat_of(key);
        sequence = message.sequence = ++chat.last_sequence;
        chat.messages.push_back(std::move(message));
        if (chat.messages.size() > most_messages_) chat.messages.pop_front();
        const auto kept = std::stable_partition(waiting_.begin(), waiting_.end(), [&](const Waiting& each) {
            return each.key != key || each.sequence >= sequence;
        });
        for (auto each = kept; each != waiting_.end(); ++each) {
            told.emplace_back(std::move(each->tell), messages_after(key, each->sequence));
        }
        waiting_.erase(kept, waiting_.end());
    }
    for (auto& [tell, messages] : told) tell(std::move(messages));
    return sequence;
}

void ChatBook::set_delivery(const ChatKey& key, std::uint64_t sequence, int status) {
    const std::lock_guard lock(mutex_);
    const auto found = chats_.find(key);
    if (found == chats_.end()) return;
    for (ChatMessage& message : found->second.messages) {
        if (message.sequence == sequence) message.delivery = status;
    }
}

ChatBook::Messages ChatBook::messages_after(const ChatKey& key, std::uint64_t sequence) const {
    const auto found = chats_.find(key);
    Messages later;
    if (found == chats_.end()) return later;
    std::copy_if(found->second.messages.begin(), found->second.messages.end(), std::back_inserter(later),
                 [sequence](const ChatMessage& message) { return message.sequence > sequence; });
    return later;
}

ChatBook::Messages ChatBook::after(const ChatKey& key, std::uint64_t sequence) const {
    const std::lock_guard lock(mutex_);
    return messages_after(key, sequence);
}

void ChatBook::when_after(const ChatKey& key, std::uint64_t sequence, std::chrono::milliseconds patience,
                          Tell tell) {
    Messages here;
    {
        const std::lock_guard lock(mutex_);
        here = messages_after(key, sequence);
        if (here.empty() && !closed_ && patience.count() > 0 && waiting_.size() < most_waiting) {
            waiting_.push_back({key, sequence, std::chrono::steady_clock::now() + patience, std::move(tell)});
            changed_.notify_all();
            return;
        }
    }
    tell(std::move(here));
}

void ChatBook::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
}

void ChatBook::watch_the_time() {
    std::unique_lock lock(mutex_);
    for (bool last = false; !last;) {
        last = closed_;
        const auto now = std::chrono::steady_clock::now();
        const auto kept = std::stable_partition(waiting_.begin(), waiting_.end(), [&](const Waiting& each) {
            return !last && each.until > now;
        });
        std::vector<Waiting> over(std::make_move_iterator(kept), std::make_move_iterator(waiting_.end()));
        waiting_.erase(kept, waiting_.end());
        if (!over.empty()) {
            lock.unlock();
            for (const Waiting& each : over) each.tell({});
            lock.lock();
            continue;
        }
        if (last) return;
        auto next = now + std::chrono::hours(1);
        for (const Waiting& each : waiting_) next = std::min(next, each.until);
        changed_.wait_until(lock, next);
    }
}

}  // namespace motcua::gateway
