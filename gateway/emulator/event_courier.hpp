// Delivers events by the platforms' rules: deadline, retry ladder, unsubscription; and with the faults of the plan.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "gateway/emulator/alarm_clock.hpp"
#include "gateway/emulator/chat_message.hpp"
#include "gateway/emulator/event_poster.hpp"
#include "gateway/emulator/fault_dice.hpp"
#include "gateway/emulator/signed_event.hpp"

namespace motcua::gateway {

/// What the courier asks of its stage.
struct CourierWays {
    std::function<adapters::HttpRequest(intents::ChannelKind, const SignedEvent&, int attempt)> request;
    /// Several events of Messenger as one, signed anew.
    std::function<SignedEvent(const std::vector<SignedEvent>&)> batch;
    /// After each attempt, before those who wait are told.
    std::function<void(const ChatKey&, const SignedEvent&, const PostResult&)> note;
};

/// Safe to call from several threads at once. Poster and clock must be stopped before it goes.
class EventCourier {
  public:
    EventCourier(const FaultPlan& plan, FaultDice& dice, CourierWays ways, EventPoster& poster, AlarmClock& clock);

    /// `done` is called after each attempt: PostResult::last tells that no other follows. An event that is posted
    /// twice on purpose calls it for both.
    void send(const ChatKey& person, SignedEvent event, bool is_echo, EventPoster::Done done);

    bool is_subscribed(intents::ChannelKind channel) const noexcept;
    void subscribe(intents::ChannelKind channel) noexcept;

  private:
    struct Parcel {
        ChatKey person;
        SignedEvent event;
        std::vector<EventPoster::Done> done;
        int attempt = 0;
        bool may_repeat = true;
        std::uint64_t successes_before = 0;  // of the channel, at the first attempt
    };
    using ParcelPtr = std::shared_ptr<Parcel>;
    struct Account {
        std::atomic<bool> subscribed{true};
        std::atomic<std::uint64_t> successes{0};
    };

    Account& account_of(intents::ChannelKind channel) noexcept;
    const Account& account_of(intents::ChannelKind channel) const noexcept;
    void post(const ParcelPtr& parcel);
    void posted(const ParcelPtr& parcel, PostResult result);
    void hold(const ParcelPtr& parcel);
    void release(const ChatKey& person);
    void put_into_batch(const ParcelPtr& parcel);
    void post_batch(std::uint64_t number);
    void tell(const Parcel& parcel, const PostResult& result) const;

    const FaultPlan plan_;
    FaultDice& dice_;
    const CourierWays ways_;
    EventPoster& poster_;
    AlarmClock& clock_;
    Account zalo_;
    Account messenger_;
    Account web_;
    std::mutex mutex_;
    std::map<ChatKey, ParcelPtr> held_;
    std::vector<ParcelPtr> batch_;
    std::uint64_t batch_number_ = 0;
};

}  // namespace motcua::gateway
