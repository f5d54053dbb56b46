// One writer thread that puts everything waiting into one transaction, so that many share one fsync.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "adapters/sqlite/database.hpp"

namespace motcua::adapters {

/// What the writer does for one caller. `apply` runs inside the transaction; `done` once after the commit (empty
/// text) or the failure (why), on the writer's thread: it must be quick and must not throw.
struct Write {
    std::function<void(Database&)> apply;
    std::function<void(const std::string& failure)> done;
    std::size_t weight = 1;  // counted against the bound
};

/// Thread-safe. The destructor writes what was accepted, then ends.
class GroupCommit {
  public:
    /// `bound`: the weight that may wait. Throws SqliteError when the file cannot be opened.
    GroupCommit(std::unique_ptr<Database> database, std::size_t bound);
    ~GroupCommit();
    GroupCommit& operator=(GroupCommit&&) = delete;  // neither copied nor moved

    /// False when the bound is reached: nothing will happen, `done` is not called.
    bool submit(Write write);
    /// Never refused and joined to the next commit; does not start one by itself for 20 ms. For notes that may be lost.
    void submit_lazily(std::function<void(Database&)> apply);
    /// Submits and waits for the commit; the failure, or an empty text.
    std::string run(std::function<void(Database&)> apply);

    /// Transactions so far; events per transaction tell how well fsyncs are shared.
    std::uint64_t commits() const;

  private:
    void loop();
    void commit(std::vector<Write>& batch);
    bool commit_together(std::vector<Write>& batch);

    std::unique_ptr<Database> database_;
    const std::size_t bound_;
    mutable std::mutex mutex_;
    std::condition_variable waiting_changed_;
    std::vector<Write> waiting_;
    std::vector<std::function<void(Database&)>> lazy_;
    std::size_t weight_ = 0;
    std::uint64_t commits_ = 0;
    bool stopping_ = false;
    std::thread writer_;
};

}  // namespace motcua::adapters
