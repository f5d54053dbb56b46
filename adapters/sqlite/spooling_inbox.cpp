// Who goes to the remote and who to the file; a thread that hands over what is in the file.
#include "adapters/sqlite/spooling_inbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "adapters/sqlite/append_lanes.hpp"
#include "adapters/sqlite/spool_file.hpp"
#include "adapters/sqlite/spool_turn.hpp"

namespace motcua::adapters {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Between two looks while several spools are handed over: they take turns, often after an event or two.
constexpr std::chrono::microseconds turn_look{2000};

bool is_away(QueueFault fault) noexcept { return fault == QueueFault::unavailable || fault == QueueFault::timed_out; }

}  // namespace

struct SpoolingInbox::State {
    State(const std::filesystem::path& path, EventInbox& to, SpoolSettings chosen, std::shared_ptr<SpoolFellows> others)
        : settings(std::move(chosen)), remote(to), fellows(std::move(others)), file(path, {settings.waiting_bound, settings.seen_for, settings.now}) {
        drainer = std::thread([this] { drain(); });
    }
    ~State() {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
            changed.notify_all();
        }
        drainer.join();
        set_mode(SpoolMode::spooling);  // what was held is kept in the file
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return lanes.size() == 0; });
    }
    State& operator=(State&&) = delete;  // neither copied nor moved

    void enter(const LaneBatchPtr& batch) {
        std::unique_lock lock(mutex);
        if (lanes.size() + batch->events.size() > settings.waiting_bound) {
            ++refused;
            lock.unlock();
            return batch->done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events wait for the remote inbox"}));
        }
        const bool goes = lanes.enter(batch);
        lock.unlock();
        if (goes) go(batch);
    }

    /// First of its citizens: to the remote, unless one of them has events in the file, or the remote is known to be away.
    void go(const LaneBatchPtr& batch) {
        bool stays = false;
        {
            const std::lock_guard lock(mutex);
            if (mode == SpoolMode::holding) return held.push_back(batch);
            stays = mode == SpoolMode::spooling || (away && file.size() > 0);
        }
        stays = stays || file.holds_any(batch->conversations);
        if (stays) return spool(batch);
        remote.append(batch->events, [this, batch](QueueResult<AppendReceipt> receipt) {
            if (receipt || !is_away(receipt.error().fault)) return settle(batch, receipt);
            turn(true, receipt.error().detail);
            spool(batch);
        });
    }

    void spool(const LaneBatchPtr& batch) {
        if (file.size() + batch->events.size() > settings.bound) {
            return refuse(batch, {QueueFault::overloaded, "the spool is full"});
        }
        const bool accepted = file.add(batch->events, [this, batch](const QueueResult<AppendReceipt>& receipt) {
            if (!receipt) return refuse(batch, receipt.error());
            {
                const std::lock_guard lock(mutex);
                spooled += receipt->stored;
                changed.notify_all();
            }
            settle(batch, receipt);
        });
        if (!accepted) refuse(batch, {QueueFault::overloaded, "too many events wait for the disk"});
    }

    void refuse(const LaneBatchPtr& batch, QueueError error) {
        {
            const std::lock_guard lock(mutex);
            ++refused;
        }
        settle(batch, tl::unexpected(std::move(error)));
    }

    /// The last that is done for a batch; nothing of this object is used after it when no other batch is under way.
    void settle(const LaneBatchPtr& batch, const QueueResult<AppendReceipt>& receipt) {
        batch->done(receipt);
        std::vector<LaneBatchPtr> ready;
        {
            const std::lock_guard lock(mutex);
            ready = lanes.leave(*batch);
            if (lanes.size() == 0) changed.notify_all();
        }
        for (const LaneBatchPtr& next : ready) go(next);
    }

    void turn(bool is_away_now, const std::string& detail) {
        {
            const std::lock_guard lock(mutex);
            if (is_away_now) back_since.reset();
            if (std::exchange(away, is_away_now) == is_away_now) return;
        }
        settings.turned(is_away_now, detail);
    }

    void set_mode(SpoolMode next) {
        std::vector<LaneBatchPtr> freed;
        {
            const std::lock_guard lock(mutex);
            if (next == SpoolMode::holding && mode != next) holding_since = steady_clock::now();
            mode = next;
            if (next != SpoolMode::holding) freed.swap(held);
        }
        for (const LaneBatchPtr& batch : freed) go(batch);
    }

    void drain() {
        std::unique_lock lock(mutex);
        while (!stopping) {
            if (!fellows) changed.wait(lock, [this] { return stopping || file.size() > 0; });
            if (stopping) return;
            lock.unlock();
            const bool went = tend();
            lock.lock();
            if (went) continue;
            const bool is_merging = mode != SpoolMode::direct && !away;
            const auto look = is_merging ? std::min<std::chrono::microseconds>(settings.retry / 4, turn_look) : settings.retry;
            changed.wait_for(lock, look, [this] { return stopping; });
        }
    }

    /// One look at our spool and those of the others. True: something went, look again at once.
    bool tend() {
        const SpoolNews mine = news();
        constexpr SpoolNews nobody{false, TimePoint::max()};
        const auto told = fellows ? fellows->exchange(mine) : QueueResult<SpoolNews>{nobody};
        if (!told && is_away(told.error().fault)) {
            turn(true, told.error().detail);
            set_mode(SpoolMode::spooling);
            return false;
        }
        const SpoolNews others = told.value_or(nobody);
        if (is_in_grace()) {
            set_mode(SpoolMode::spooling);
            return false;
        }
        const bool went = mine.waiting && hand_over(others.since);
        if (file.size() == 0) turn(false, "");
        if (fellows) set_mode(mode_after(mine, others, settings.now(), held_for()));
        return went;
    }

    SpoolNews news() {
        const TimePoint now = settings.now();  // before the look: what comes after it is younger
        if (file.size() == 0) {
            last_since = now;
            return {false, now};
        }
        // Rows on their way into the file are not seen yet; none is older than what was told last.
        if (const auto oldest = file.oldest_time()) last_since = *oldest;
        return {true, last_since};
    }

    /// The others may not have seen yet that the remote is back.
    bool is_in_grace() {
        const std::lock_guard lock(mutex);
        if (!back_since) back_since = steady_clock::now();
        return fellows && away && steady_clock::now() - *back_since < settings.grace;
    }

    milliseconds held_for() const {
        const std::lock_guard lock(mutex);
        if (mode != SpoolMode::holding) return milliseconds(0);
        return std::chrono::duration_cast<milliseconds>(steady_clock::now() - holding_since);
    }

    /// The oldest events of the file, none younger than `until`, to the remote, then out of the file. False: not now.
    bool hand_over(TimePoint until) {
        const auto rows = file.oldest(settings.drain_batch, until);
        return rows && !rows->empty() && hand_over(*rows);
    }

    bool hand_over(const std::vector<SpooledEvent>& rows) {
        const auto receipt = append_now(rows);
        if (receipt) {
            turn(false, "");
            {
                const std::lock_guard lock(mutex);
                drained += rows.size();
            }
            // A row that cannot be deleted is handed over once more: the remote knows its message id.
            return file.remove(rows);
        }
        if (is_away(receipt.error().fault)) turn(true, receipt.error().detail);
        if (receipt.error().fault != QueueFault::bad_data) return false;
        if (rows.size() == 1) return file.bury(rows.front(), "bad_data");
        for (const SpooledEvent& row : rows) {
            if (!hand_over({row})) return false;
        }
        return true;
    }

    QueueResult<AppendReceipt> append_now(const std::vector<SpooledEvent>& rows) {
        std::vector<InboxEvent> events;
        events.reserve(rows.size());
        for (const SpooledEvent& row : rows) events.push_back(row.event);
        std::promise<QueueResult<AppendReceipt>> promise;
        remote.append(std::move(events), [&promise](QueueResult<AppendReceipt> receipt) { promise.set_value(std::move(receipt)); });
        return promise.get_future().get();
    }

    const SpoolSettings settings;
    EventInbox& remote;
    const std::shared_ptr<SpoolFellows> fellows;
    mutable std::mutex mutex;  // of all below but the file, which is thread-safe
    std::condition_variable changed;
    AppendLanes lanes;
    bool away = false;
    bool stopping = false;
    SpoolMode mode = SpoolMode::direct;
    std::vector<LaneBatchPtr> held;
    steady_clock::time_point holding_since;
    std::optional<steady_clock::time_point> back_since;  // no try has failed since
    TimePoint last_since{};                              // of the drainer's thread
    std::uint64_t spooled = 0;
    std::uint64_t drained = 0;
    std::uint64_t refused = 0;
    SpoolFile file;  // its writer's thread uses what stands above it
    std::thread drainer;
};

SpoolingInbox::SpoolingInbox(const std::filesystem::path& file, EventInbox& remote, SpoolSettings settings,
                             std::shared_ptr<SpoolFellows> fellows)
    : remote_(remote), state_(std::make_unique<State>(file, remote, std::move(settings), std::move(fellows))) {}
SpoolingInbox::~SpoolingInbox() = default;

void SpoolingInbox::append(std::vector<InboxEvent> events, Appended done) {
    if (events.empty()) return done(AppendReceipt{});
    state_->enter(std::make_shared<LaneBatch>(LaneBatch{std::move(events), std::move(done), {}, 0}));
}

QueueResult<QueueDepth> SpoolingInbox::depth() {
    auto depth = remote_.depth();
    if (!depth) return depth;
    const auto spool = counts();
    if (!spool) return tl::unexpected(spool.error());
    depth->pending += spool->waiting;
    depth->dead += spool->dead;
    depth->oldest = std::max(depth->oldest, spool->oldest);
    return depth;
}

bool SpoolingInbox::holds(const intents::Envelope& envelope) const {
    const std::string conversation = conversation_of(envelope);
    {
        const std::lock_guard lock(state_->mutex);
        if (state_->lanes.has(conversation)) return true;
    }
    return state_->file.holds_any({conversation});
}

QueueResult<SpoolCounts> SpoolingInbox::counts() const {
    auto counts = state_->file.counts();
    if (!counts) return counts;
    const std::lock_guard lock(state_->mutex);
    counts->away = state_->away;
    counts->spooled = state_->spooled;
    counts->drained = state_->drained;
    counts->refused = state_->refused;
    return counts;
}

}  // namespace motcua::adapters
