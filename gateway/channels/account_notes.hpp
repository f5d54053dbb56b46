// What the channels tell of each account, kept in memory and written down every few seconds.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/account_ledger.hpp"

namespace motcua::gateway {

/// Telling costs two atomic writes: receiving and sending never wait for the disk. What the last seconds told is
/// lost when the process is killed. Only the accounts that it was made for are noted, so it cannot grow.
class AccountNotes {
  public:
    using Account = std::pair<intents::ChannelKind, std::string>;
    using Time = adapters::AccountNote::Time;
    using Failed = std::function<void(const std::string&)>;

    /// `ledger` must outlive it. `failed` is called from the writer's thread when the ledger refused.
    AccountNotes(const std::vector<Account>& accounts, adapters::AccountLedger& ledger, Failed failed);
    ~AccountNotes();
    AccountNotes& operator=(AccountNotes&&) = delete;  // neither copied nor moved

    // Thread-safe.
    void heard(intents::ChannelKind channel, std::string_view account, Time now);
    void sent(intents::ChannelKind channel, std::string_view account, Time now);
    void failed(intents::ChannelKind channel, std::string_view account, const std::string& reason, Time now);

    void start(std::chrono::milliseconds period);
    /// Writes what is left.
    void stop();
    /// Writes what was told since the last time; nothing was: no call. By one thread at a time.
    void flush();

  private:
    struct Entry {
        std::atomic<std::int64_t> event_at{0};  // milliseconds since 1970
        std::atomic<std::int64_t> sent_at{0};
        std::atomic<bool> changed{false};
        std::mutex mutex;  // of the error
        std::int64_t error_at = 0;
        std::string error;
    };

    Entry* entry_of(intents::ChannelKind channel, std::string_view account);

    std::map<std::pair<intents::ChannelKind, std::string>, std::unique_ptr<Entry>, std::less<>> entries_;
    adapters::AccountLedger& ledger_;
    const Failed failed_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace motcua::gateway
