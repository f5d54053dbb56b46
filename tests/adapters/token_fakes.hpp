// What the tests of token chains share: a vault in memory, an OAuth endpoint that behaves, a clock to set,
// key files.
#pragma once

#include <atomic>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "adapters/secret_box.hpp"
#include "adapters/zalo/token_chain.hpp"
#include "tests/support/temp_folder.hpp"

namespace motcua::tests {

inline constexpr const char* own_account = "5300000000000000003";

/// A file of mode 0600 with a key; `digit` makes another key.
inline std::filesystem::path key_file(const TempFolder& folder, char digit = 'a',
                                      const std::string& name = "key") {
    folder.write(name, std::string(64, digit) + "\n");
    std::filesystem::permissions(folder / name,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return folder / name;
}
inline adapters::SecretBox box_from(const std::filesystem::path& file) {
    auto box = adapters::SecretBox::from_file(file);
    if (!box) throw std::runtime_error(box.error());
    return std::move(*box);
}

class MemoryTokenVault final : public adapters::TokenVault {
  public:
    adapters::VaultResult<std::optional<adapters::TokenRecord>> read(std::string_view account) override {
        const std::lock_guard lock(mutex_);
        if (broken)
            return tl::unexpected(adapters::VaultError{adapters::VaultFault::unavailable, "disk full"});
        const auto found = records_.find(std::string(account));
        if (found == records_.end()) return std::optional<adapters::TokenRecord>{};
        return std::optional(found->second);
    }
    adapters::VaultResult<bool> write(const adapters::TokenRecord& record) override {
        const std::lock_guard lock(mutex_);
        if (broken)
            return tl::unexpected(adapters::VaultError{adapters::VaultFault::unavailable, "disk full"});
        auto& kept = records_[record.account];
        if (kept.revision != record.revision) return false;
        kept = record;
        ++kept.revision;
        return true;
    }
    std::atomic<bool> broken = false;

  private:
    std::mutex mutex_;
    std::map<std::string, adapters::TokenRecord> records_;
};

/// The platform's side of one chain: a refresh token works once, and with a new pair the old access token is
/// dead.
class OauthTown final : public adapters::TokenEndpoint {
  public:
    enum class Call { answered, reply_lost, request_lost, not_sent, refused };

    adapters::TokenAnswer refresh(const std::string& token) override { return spend(token); }
    adapters::TokenAnswer redeem(const std::string& code, const std::string& verifier) override {
        {
            const std::lock_guard lock(mutex_);
            last_verifier = verifier;
            if (codes.erase(code) == 0) return failure(adapters::TokenFault::dead, "zalo oauth -14014");
        }
        return spend(live_.refresh);
    }

    /// For a test whose calls come from another thread.
    void answer_next_with(Call call) {
        const std::lock_guard lock(mutex_);
        plan.push_back(call);
    }
    adapters::TokenPair live() const {
        const std::lock_guard lock(mutex_);
        return live_;
    }
    int calls() const {
        const std::lock_guard lock(mutex_);
        return calls_;
    }

    std::deque<Call> plan;         // of the next calls; then all are answered
    std::function<void()> before;  // when a call comes in, and before it counts
    std::function<void()> after;   // when it counts, and before its answer goes out
    std::set<std::string> codes;
    std::string last_verifier;

  private:
    static adapters::TokenAnswer failure(adapters::TokenFault fault, const char* reason) {
        return tl::unexpected(adapters::TokenFailure{fault, reason});
    }
    adapters::TokenAnswer spend(const std::string& token) {
        if (before) std::exchange(before, nullptr)();
        auto answer = counted(token);
        if (after) std::exchange(after, nullptr)();
        return answer;
    }
    adapters::TokenAnswer counted(const std::string& token) {
        const std::lock_guard lock(mutex_);
        ++calls_;
        Call call = Call::answered;
        if (!plan.empty()) {
            call = plan.front();
            plan.pop_front();
        }
        if (call == Call::not_sent) return failure(adapters::TokenFault::not_sent, "zalo oauth not reached");
        if (call == Call::request_lost)
            return failure(adapters::TokenFault::unknown, "zalo oauth gave no answer");
        if (call == Call::refused) return failure(adapters::TokenFault::refused, "zalo oauth -14002");
        if (token != live_.refresh) return failure(adapters::TokenFault::dead, "zalo oauth -14014");
        const std::string number = std::to_string(++generation_);
        live_ = {"access-" + number, "refresh-" + number};
        if (call == Call::reply_lost)
            return failure(adapters::TokenFault::unknown, "zalo oauth gave no answer");
        return adapters::TokenGrant{live_, std::chrono::hours(25)};
    }

    mutable std::mutex mutex_;
    adapters::TokenPair live_{"access-1", "refresh-1"};
    int generation_ = 1;
    int calls_ = 0;
};

/// A time that moves only when a test says so.
struct SetClock {
    adapters::ChainStatus::Time now{std::chrono::seconds(1'760'000'000)};
    adapters::TokenClock read() {
        return [this] { return now; };
    }
};

/// The first pair of OauthTown, got at `now`.
inline adapters::TokenRecord first_record(adapters::ChainStatus::Time now) {
    adapters::TokenRecord record{.account = own_account};
    return adapters::renewed(record, {{"access-1", "refresh-1"}, std::chrono::hours(25)}, now);
}

}  // namespace motcua::tests
