// The snapshot that answers right now, and the watch that replaces it when the knowledge base changes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "gateway/knowledge/snapshot.hpp"

namespace motcua::gateway {

/// Thread-safe. A change made by `motcua kb import` in another process is answered from within `pause`.
class CurrentSnapshot {
  public:
    /// Opens the first snapshot; throws as Snapshot does.
    CurrentSnapshot(std::filesystem::path data, Office office, IndexMaker make_index = {});
    ~CurrentSnapshot();
    CurrentSnapshot& operator=(CurrentSnapshot&&) = delete;  // neither copied nor moved

    std::shared_ptr<const Snapshot> get() const;
    /// Looks every `pause` whether the base has changed, and how the served index stands.
    void start_watching(std::chrono::milliseconds pause);

  private:
    void watch(std::chrono::milliseconds pause);
    void renew_when_changed();

    std::filesystem::path data_;
    Office office_;
    IndexMaker make_index_;
    mutable std::mutex mutex_;
    std::condition_variable stopped_;
    std::shared_ptr<const Snapshot> snapshot_;
    bool stopping_ = false;
    std::thread watcher_;
};

}  // namespace motcua::gateway
