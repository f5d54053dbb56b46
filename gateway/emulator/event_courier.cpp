// The life of an event between the platform and a 200.
#include "gateway/emulator/event_courier.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace motcua::gateway {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// Zalo: 30 s, 5 min, 15 min, 30 min and 1 h after the first attempt (zalo-oa 3).
constexpr std::array<milliseconds, 5> zalo_waits{30s, 270s, 600s, 900s, 1800s};
/// Meta tells only "immediately a few more times" and "one hour" (messenger 4); the steps between are ours.
constexpr std::array<milliseconds, 7> messenger_waits{1s, 5s, 30s, 120s, 600s, 1200s, 1644s};

std::optional<milliseconds> wait_after(intents::ChannelKind channel, int attempt) {
    const auto step = static_cast<std::size_t>(attempt - 1);
    if (channel == intents::ChannelKind::zalo) {
        return step < zalo_waits.size() ? std::optional(zalo_waits[step]) : std::nullopt;
    }
    return step < messenger_waits.size() ? std::optional(messenger_waits[step]) : std::nullopt;
}

}  // namespace

EventCourier::EventCourier(const FaultPlan& plan, FaultDice& dice, CourierWays ways, EventPoster& poster, AlarmClock& clock)
    : plan_(plan), dice_(dice), ways_(std::move(ways)), poster_(poster), clock_(clock) {}

EventCourier::Account& EventCourier::account_of(intents::ChannelKind channel) noexcept {
    if (channel == intents::ChannelKind::web) return web_;
    return channel == intents::ChannelKind::zalo ? zalo_ : messenger_;
}
const EventCourier::Account& EventCourier::account_of(intents::ChannelKind channel) const noexcept {
    if (channel == intents::ChannelKind::web) return web_;
    return channel == intents::ChannelKind::zalo ? zalo_ : messenger_;
}

bool EventCourier::is_subscribed(intents::ChannelKind channel) const noexcept { return account_of(channel).subscribed; }
void EventCourier::subscribe(intents::ChannelKind channel) noexcept { account_of(channel).subscribed = true; }

void EventCourier::tell(const Parcel& parcel, const PostResult& result) const {
    ways_.note(parcel.person, parcel.event, result);
    for (const auto& done : parcel.done) {
        if (done) done(result);
    }
}

void EventCourier::send(const ChatKey& person, SignedEvent event, bool is_echo, EventPoster::Done done) {
    auto parcel = std::make_shared<Parcel>();
    parcel->person = person;
    parcel->event = std::move(event);
    parcel->done.push_back(std::move(done));
    if (!is_subscribed(person.channel)) {
        PostResult result;
        result.problem = "unsubscribed";
        result.last = true;
        return tell(*parcel, result);
    }
    const EventFate fate = dice_.next_event(person, is_echo);
    if (fate.reorder) return hold(parcel);
    if (fate.batch) return put_into_batch(parcel);
    post(parcel);
    if (fate.duplicate) {
        auto twin = std::make_shared<Parcel>(*parcel);
        twin->attempt = 0;
        twin->may_repeat = false;
        post(twin);
    }
    release(person);
}

void EventCourier::post(const ParcelPtr& parcel) {
    Account& account = account_of(parcel->person.channel);
    if (++parcel->attempt == 1) parcel->successes_before = account.successes;
    auto request = ways_.request(parcel->person.channel, parcel->event, parcel->attempt);
    if (request.url.empty()) {
        PostResult result;
        result.problem = "no_webhook";
        return posted(parcel, std::move(result));
    }
    poster_.post(parcel->person.user, std::move(request),
                 [this, parcel](const PostResult& result) { posted(parcel, result); });
}

void EventCourier::posted(const ParcelPtr& parcel, PostResult result) {
    const intents::ChannelKind channel = parcel->person.channel;
    Account& account = account_of(channel);
    const bool acknowledged = result.status == 200;
    if (acknowledged) ++account.successes;
    const auto wait = wait_after(channel, parcel->attempt);
    const bool endless = result.problem == "stopped" || result.problem == "no_webhook";
    const bool again = !acknowledged && parcel->may_repeat && wait && !endless && account.subscribed;
    result.attempt = parcel->attempt;
    result.last = !again;
    // Meta looks at the hour, Zalo at the event that failed to the end.
    // The web chat's own server never gives up.
    const bool silent = channel == intents::ChannelKind::zalo || account.successes == parcel->successes_before;
    const bool given_up = !acknowledged && parcel->may_repeat && !wait && !endless && silent && channel != intents::ChannelKind::web;
    if (given_up && plan_.delivery.unsubscribe) account.subscribed = false;
    tell(*parcel, result);
    if (again) clock_.after(*wait / plan_.delivery.compression, [this, parcel] { post(parcel); });
}

void EventCourier::hold(const ParcelPtr& parcel) {
    ParcelPtr before;
    {
        const std::lock_guard lock(mutex_);
        before = std::exchange(held_[parcel->person], parcel);
    }
    if (before) post(before);
    clock_.after(plan_.events.reorder_time, [this, parcel] {
        {
            const std::lock_guard lock(mutex_);
            const auto found = held_.find(parcel->person);
            if (found == held_.end() || found->second != parcel) return;
            held_.erase(found);
        }
        post(parcel);
    });
}

void EventCourier::release(const ChatKey& person) {
    ParcelPtr parcel;
    {
        const std::lock_guard lock(mutex_);
        const auto found = held_.find(person);
        if (found == held_.end()) return;
        parcel = std::move(found->second);
        held_.erase(found);
    }
    post(parcel);
}

void EventCourier::put_into_batch(const ParcelPtr& parcel) {
    std::uint64_t number = 0;
    std::size_t size = 0;
    {
        const std::lock_guard lock(mutex_);
        batch_.push_back(parcel);
        size = batch_.size();
        number = batch_number_;
    }
    if (size >= plan_.events.batch_most) return post_batch(number);
    if (size == 1) clock_.after(plan_.events.batch_time, [this, number] { post_batch(number); });
}

void EventCourier::post_batch(std::uint64_t number) {
    std::vector<ParcelPtr> together;
    {
        const std::lock_guard lock(mutex_);
        if (number != batch_number_ || batch_.empty()) return;
        ++batch_number_;
        together.swap(batch_);
    }
    std::vector<SignedEvent> events;
    auto parcel = std::make_shared<Parcel>();
    parcel->person = together.front()->person;
    for (const ParcelPtr& each : together) {
        events.push_back(each->event);
        parcel->done.insert(parcel->done.end(), each->done.begin(), each->done.end());
    }
    parcel->event = ways_.batch(events);
    post(parcel);
}

}  // namespace motcua::gateway
