// The writer's loop; a batch that fails together is tried one by one, so that one bad write harms nobody else.
#include "adapters/sqlite/group_commit.hpp"

#include <algorithm>
#include <exception>
#include <future>
#include <iterator>
#include <utility>

namespace motcua::adapters {
namespace {

constexpr std::chrono::milliseconds lazy_wait{20};

}  // namespace

GroupCommit::GroupCommit(std::unique_ptr<Database> database, std::size_t bound)
    : database_(std::move(database)), bound_(bound), writer_([this] { loop(); }) {}

GroupCommit::~GroupCommit() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    waiting_changed_.notify_all();
    writer_.join();
}

bool GroupCommit::submit(Write write) {
    {
        const std::lock_guard lock(mutex_);
        if (weight_ + write.weight > bound_) return false;
        weight_ += write.weight;
        waiting_.push_back(std::move(write));
    }
    waiting_changed_.notify_one();
    return true;
}

void GroupCommit::submit_lazily(std::function<void(Database&)> apply) {
    const std::lock_guard lock(mutex_);
    lazy_.push_back(std::move(apply));
    if (lazy_.size() == 1) waiting_changed_.notify_one();
}

std::string GroupCommit::run(std::function<void(Database&)> apply) {
    std::promise<std::string> promise;
    auto result = promise.get_future();
    // Weight 0: work that is in flight must be able to end even when new events are refused.
    submit({std::move(apply), [&promise](const std::string& failure) { promise.set_value(failure); }, 0});
    return result.get();
}

std::uint64_t GroupCommit::commits() const {
    const std::lock_guard lock(mutex_);
    return commits_;
}

void GroupCommit::loop() {
    while (true) {
        std::vector<Write> batch;
        {
            std::unique_lock lock(mutex_);
            waiting_changed_.wait(lock, [this] { return stopping_ || !waiting_.empty() || !lazy_.empty(); });
            if (waiting_.empty() && !stopping_) {
                waiting_changed_.wait_for(lock, lazy_wait, [this] { return stopping_ || !waiting_.empty(); });
            }
            if (waiting_.empty() && lazy_.empty()) return;
            // Notes first: what ends a loan comes after the note that it began.
            for (auto& apply : std::exchange(lazy_, {})) batch.push_back({std::move(apply), [](const std::string&) {}, 0});
            std::move(waiting_.begin(), waiting_.end(), std::back_inserter(batch));
            waiting_.clear();
            weight_ = 0;
        }
        commit(batch);
    }
}

void GroupCommit::commit(std::vector<Write>& batch) {
    if (commit_together(batch)) {
        for (Write& write : batch) write.done({});
        return;
    }
    for (Write& write : batch) {
        std::string failure;
        try {
            Transaction transaction(*database_);
            write.apply(*database_);
            transaction.commit();
        } catch (const std::exception& error) {
            failure = error.what();
            if (failure.empty()) failure = "unknown failure";
        }
        write.done(failure);
    }
}

bool GroupCommit::commit_together(std::vector<Write>& batch) {
    try {
        Transaction transaction(*database_);
        for (Write& write : batch) write.apply(*database_);
        transaction.commit();
        const std::lock_guard lock(mutex_);
        ++commits_;
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace motcua::adapters
