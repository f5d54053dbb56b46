// Looks at the store's version now and then; a new snapshot takes over whole, the old one ends with its last user.
#include "gateway/knowledge/current_snapshot.hpp"

#include <exception>

#include "gateway/ops/log.hpp"

namespace motcua::gateway {
namespace {

void log_step(const std::string& line) { log_event(LogLevel::info, "knowledge", {{"step", std::string_view(line)}}); }

}  // namespace

CurrentSnapshot::CurrentSnapshot(std::filesystem::path data, Office office, IndexMaker make_index)
    : data_(std::move(data)),
      office_(std::move(office)),
      make_index_(std::move(make_index)),
      snapshot_(std::make_shared<const Snapshot>(data_, office_, log_step, make_index_)) {
    snapshot_->look_at_index();
}

CurrentSnapshot::~CurrentSnapshot() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    if (watcher_.joinable()) watcher_.join();
}

std::shared_ptr<const Snapshot> CurrentSnapshot::get() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
}

void CurrentSnapshot::start_watching(std::chrono::milliseconds pause) {
    watcher_ = std::thread([this, pause] { watch(pause); });
}

void CurrentSnapshot::watch(std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, pause, [this] { return stopping_; })) {
        lock.unlock();
        renew_when_changed();
        get()->look_at_index();
        lock.lock();
    }
}

void CurrentSnapshot::renew_when_changed() {
    const auto current = get();
    const auto version = current->store().version();
    if (!version || *version == current->version()) return;
    try {
        auto renewed = std::make_shared<const Snapshot>(data_, office_, log_step, make_index_);
        const std::lock_guard lock(mutex_);
        snapshot_ = std::move(renewed);
    } catch (const std::exception& error) {
        // The old knowledge goes on answering.
        log_event(LogLevel::error, "knowledge_renewal", {{"detail", std::string_view(error.what())}});
    }
}

}  // namespace motcua::gateway
