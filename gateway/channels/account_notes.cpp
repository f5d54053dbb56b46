// The map that never changes its shape, and the thread that writes it down.
#include "gateway/channels/account_notes.hpp"

namespace motcua::gateway {
namespace {

std::int64_t number_of(AccountNotes::Time time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}
AccountNotes::Time time_of(std::int64_t number) { return AccountNotes::Time(std::chrono::milliseconds(number)); }

}  // namespace

AccountNotes::AccountNotes(const std::vector<Account>& accounts, adapters::AccountLedger& ledger, Failed failed)
    : ledger_(ledger), failed_(std::move(failed)) {
    for (const Account& account : accounts) entries_.emplace(account, std::make_unique<Entry>());
}

AccountNotes::~AccountNotes() { stop(); }

AccountNotes::Entry* AccountNotes::entry_of(intents::ChannelKind channel, std::string_view account) {
    const auto found = entries_.find(Account(channel, account));
    return found == entries_.end() ? nullptr : found->second.get();
}

void AccountNotes::heard(intents::ChannelKind channel, std::string_view account, Time now) {
    Entry* entry = entry_of(channel, account);
    if (entry == nullptr) return;
    entry->event_at = number_of(now);
    entry->changed = true;
}

void AccountNotes::sent(intents::ChannelKind channel, std::string_view account, Time now) {
    Entry* entry = entry_of(channel, account);
    if (entry == nullptr) return;
    entry->sent_at = number_of(now);
    entry->changed = true;
}

void AccountNotes::failed(intents::ChannelKind channel, std::string_view account, const std::string& reason, Time now) {
    Entry* entry = entry_of(channel, account);
    if (entry == nullptr) return;
    {
        const std::lock_guard lock(entry->mutex);
        entry->error_at = number_of(now);
        entry->error = reason;
    }
    entry->changed = true;
}

void AccountNotes::flush() {
    std::vector<adapters::AccountNote> notes;
    std::vector<Entry*> taken;
    for (const auto& [account, entry] : entries_) {
        if (!entry->changed.exchange(false)) continue;
        taken.push_back(entry.get());
        const std::lock_guard lock(entry->mutex);
        notes.push_back({account.first, account.second, time_of(entry->event_at), time_of(entry->sent_at),
                         time_of(entry->error_at), entry->error});
    }
    if (notes.empty()) return;
    if (const auto merged = ledger_.merge(notes); !merged) {
        for (Entry* entry : taken) entry->changed = true;  // the next time
        failed_(merged.error());
    }
}

void AccountNotes::start(std::chrono::milliseconds period) {
    thread_ = std::thread([this, period] {
        std::unique_lock lock(mutex_);
        while (!changed_.wait_for(lock, period, [this] { return stopping_; })) {
            lock.unlock();
            flush();
            lock.lock();
        }
    });
}

void AccountNotes::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (!thread_.joinable()) return;
    thread_.join();
    flush();
}

}  // namespace motcua::gateway
