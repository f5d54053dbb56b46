// Inbox, outbox and channel that behave as told and keep what was done to them, for tests of the gateway's threads.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/event_inbox.hpp"
#include "adapters/human_desk.hpp"

namespace motcua::tests {

/// A log that threads write and a test waits on.
class Journal {
  public:
    void note(std::string line) {
        {
            const std::lock_guard lock(mutex_);
            lines_.push_back(std::move(line));
        }
        changed_.notify_all();
    }
    /// All lines, once there are at least `count`; after 10 s in vain those that there are.
    std::vector<std::string> lines(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::seconds(10), [&] { return lines_.size() >= count; });
        return lines_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> lines_;
};

class FakeChannel final : public adapters::Channel {
  public:
    explicit FakeChannel(intents::ChannelKind kind = intents::ChannelKind::zalo) : kind_(kind) {}

    intents::ChannelKind kind() const noexcept override { return kind_; }
    adapters::Verification verify(const adapters::WebhookCall&) const override { return {state, {}}; }
    std::vector<adapters::ChannelEvent> events_of(std::string_view) const override { return events; }
    std::vector<adapters::OutgoingPart> compose(const intents::Envelope&,
                                                const std::vector<kb::Reply>& replies) const override {
        std::vector<adapters::OutgoingPart> parts;
        for (const kb::Reply& reply : replies) parts.push_back({reply.text});
        return parts;
    }
    adapters::Delivery deliver(const adapters::TakenPart&) override {
        ++deliveries;
        return delivery;
    }
    std::vector<adapters::OutgoingPart> hand_over(const intents::Envelope&) const override { return {{"hand over"}}; }
    std::vector<adapters::OutgoingPart> take_back(const intents::Envelope&) const override { return {{"take back"}}; }

    adapters::SignatureState state = adapters::SignatureState::valid;
    std::vector<adapters::ChannelEvent> events;
    adapters::Delivery delivery;
    std::atomic<int> deliveries{0};

  private:
    intents::ChannelKind kind_;
};

/// Keeps the notes, and what was said to those for whom nobody came.
class FakeDesk final : public adapters::HumanDesk {
  public:
    void note(std::vector<adapters::DeskNote> given, Noted done) override {
        for (adapters::DeskNote& each : given) notes.push_back(std::move(each));
        if (hold) {
            held = std::move(done);
        } else {
            done(noted);
        }
    }
    adapters::QueueResult<std::vector<intents::Envelope>> unattended(std::size_t) override { return waiting; }
    adapters::QueueResult<void> give_up_waiting(const intents::Envelope& envelope,
                                                const std::vector<adapters::OutgoingPart>& parts) override {
        std::string line = envelope.sender + ":";
        for (const adapters::OutgoingPart& part : parts) line += " " + part.body;
        given_up.push_back(line);
        return ended;
    }
    adapters::QueueResult<adapters::DeskCounts> counts() override { return standing; }

    std::vector<adapters::DeskNote> notes;
    adapters::QueueResult<void> noted;
    bool hold = false;
    Noted held;
    adapters::QueueResult<std::vector<intents::Envelope>> waiting;
    adapters::QueueResult<void> ended;
    std::vector<std::string> given_up;
    adapters::QueueResult<adapters::DeskCounts> standing = adapters::DeskCounts{};
};

/// Gives out the queued events once; notes what became of them.
class FakeInbox final : public adapters::EventInbox {
  public:
    void append(std::vector<adapters::InboxEvent> events, Appended done) override {
        appended = std::move(events);
        if (hold) {
            held = std::move(done);
        } else {
            done(receipt);
        }
    }
    adapters::QueueResult<std::optional<adapters::TakenEvent>> take(std::chrono::milliseconds wait) override {
        std::unique_lock lock(mutex_);
        if (std::exchange(fail_next_take, false)) return tl::unexpected(adapters::QueueError{});
        if (waiting.empty()) {
            never_.wait_for(lock, wait);
            return std::optional<adapters::TakenEvent>{};
        }
        adapters::TakenEvent taken = std::move(waiting.front());
        waiting.pop_front();
        return std::optional(std::move(taken));
    }
    adapters::QueueResult<void> complete(const adapters::TakenEvent& taken, const adapters::Completion& made) override {
        if (refuse_completion) {
            journal.note("not completed " + std::to_string(taken.id));
            return tl::unexpected(adapters::QueueError{});
        }
        completions.push_back(made);
        journal.note("completed " + std::to_string(taken.id));
        return {};
    }
    adapters::QueueResult<void> release(const adapters::TakenEvent& taken, std::chrono::milliseconds,
                                        const std::string& reason) override {
        journal.note("released " + std::to_string(taken.id) + " " + reason);
        return {};
    }
    adapters::QueueResult<adapters::QueueDepth> depth() override { return standing; }

    std::vector<adapters::InboxEvent> appended;
    adapters::QueueResult<adapters::AppendReceipt> receipt = adapters::AppendReceipt{1, 0};
    bool hold = false;
    Appended held;
    bool fail_next_take = false;
    bool refuse_completion = false;
    std::deque<adapters::TakenEvent> waiting;
    std::vector<adapters::Completion> completions;
    adapters::QueueResult<adapters::QueueDepth> standing = adapters::QueueDepth{};
    Journal journal;

  private:
    std::mutex mutex_;
    std::condition_variable never_;
};

/// Gives out the queued parts once; notes what became of them and the delays asked for.
class FakeOutbox final : public adapters::Outbox {
  public:
    adapters::QueueResult<std::optional<adapters::TakenPart>> take(std::chrono::milliseconds wait) override {
        std::unique_lock lock(mutex_);
        if (std::exchange(fail_next_take, false)) return tl::unexpected(adapters::QueueError{});
        if (waiting.empty()) {
            never_.wait_for(lock, wait);
            return std::optional<adapters::TakenPart>{};
        }
        adapters::TakenPart taken = std::move(waiting.front());
        waiting.pop_front();
        return std::optional(std::move(taken));
    }
    adapters::QueueResult<void> sent(const adapters::TakenPart&, const std::string& platform_message_id) override {
        journal.note("sent " + platform_message_id);
        return {};
    }
    adapters::QueueResult<void> retry(const adapters::TakenPart&, std::chrono::milliseconds asked,
                                      const std::string& reason) override {
        delay = asked;
        journal.note("retry " + reason);
        return {};
    }
    adapters::QueueResult<void> unsure(const adapters::TakenPart&, std::chrono::milliseconds asked,
                                       const std::string& reason) override {
        delay = asked;
        journal.note("unsure " + reason);
        return {};
    }
    void confirm(const std::string& reference, Confirmed done) override {
        confirmed.push_back(reference);
        done(is_open);
    }
    void pause(intents::ChannelKind channel, const std::string& account, std::chrono::milliseconds asked,
               std::chrono::milliseconds) override {
        paused = std::string(intents::name_of(channel)) + " " + account;
        pause_asked = asked;
    }
    adapters::QueueResult<void> dead(const adapters::TakenPart&, const std::string& reason) override {
        journal.note("dead " + reason);
        return {};
    }
    adapters::QueueResult<std::vector<adapters::DeadLetter>> dead_letters(std::size_t) override { return {}; }
    adapters::QueueResult<std::size_t> redrive(const std::vector<std::int64_t>&) override { return std::size_t{0}; }

    bool fail_next_take = false;
    std::deque<adapters::TakenPart> waiting;
    std::chrono::milliseconds delay{0};
    adapters::QueueResult<bool> is_open = false;  // what confirm() answers
    std::vector<std::string> confirmed;
    std::string paused;  // the account of the last pause
    std::chrono::milliseconds pause_asked{0};
    Journal journal;

  private:
    std::mutex mutex_;
    std::condition_variable never_;
};

}  // namespace motcua::tests
