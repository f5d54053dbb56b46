// The thread that looks after the token chains while the gateway runs.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "adapters/zalo/token_chain.hpp"

namespace motcua::gateway {

/// Called from the keeper's thread after each look; must be quick.
class TokenObserver {
  public:
    virtual ~TokenObserver() = default;
    virtual void tended(const std::string& account, const adapters::Tending& tending) = 0;
};

using TokenChains = std::vector<std::shared_ptr<adapters::TokenChain>>;

class TokenKeeper {
  public:
    TokenKeeper(TokenChains chains, TokenObserver& observer,
                std::chrono::milliseconds period = std::chrono::milliseconds(1000));
    ~TokenKeeper();
    TokenKeeper& operator=(TokenKeeper&&) = delete;  // neither copied nor moved

    void start();
    /// No further call begins; the one under way goes on.
    void ask_to_stop();
    /// Waits for the call under way: what it brings cannot be asked for twice.
    void stop();
    /// True while a chain is looked after; outlives the keeper.
    std::shared_ptr<const std::atomic<bool>> at_work() const { return at_work_; }

  private:
    void run();
    void look();

    const TokenChains chains_;
    TokenObserver& observer_;
    const std::chrono::milliseconds period_;
    const std::shared_ptr<std::atomic<bool>> at_work_ = std::make_shared<std::atomic<bool>>(false);
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace motcua::gateway
