// Redis, the Send APIs, and two gateways over them, each with a folder of its own.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "tests/adapters/redis_town.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/gateways/doors.hpp"
#include "tests/gateways/ears.hpp"
#include "tests/gateways/ledger.hpp"
#include "tests/support/own_redis.hpp"

namespace motcua::tests {

/// What everything that is acknowledged survives.
OwnRedis::Options strong_redis();

/// [redis] for gateways of a test, with short times.
std::string redis_settings(const std::string& addresses, const std::string& more = "");

class SharedTown {
  public:
    /// `addresses`: as TOML, e.g. "\"127.0.0.1:7000\"".
    explicit SharedTown(const std::string& addresses, const std::string& more = "");
    ~SharedTown();
    SharedTown& operator=(SharedTown&&) = delete;  // neither copied nor moved

    /// Starts it, opens its door. The process is named in the replies: "/a3" is the third of the first gateway.
    void start(std::size_t number);
    /// The door closes first, as that of a balancer that knows, unless `unannounced`.
    void kill(std::size_t number);
    ProcessEnd stop(std::size_t number);
    void start_all() {
        for (std::size_t i = 0; i < Doors::count; ++i) start(i);
    }
    /// The name of the process that runs there now.
    std::string run_of(std::size_t number) const;

    RunningGateway& gateway(std::size_t number) { return *gateways_[number]; }
    const Doors& doors() const noexcept { return doors_; }
    Ears& ears() noexcept { return *ears_; }
    /// Asks a running gateway each question once on each channel.
    KnownReplies learn_replies();
    /// The figures once nothing acknowledged is unanswered and nothing waits, or after `patience`.
    RushFigures settled(const Rush& rush, const KnownReplies& known, std::chrono::milliseconds patience);

  private:
    SendApis platforms_;
    std::unique_ptr<Ears> ears_;
    std::array<std::unique_ptr<RunningGateway>, Doors::count> gateways_;
    std::array<int, Doors::count> runs_{};
    Doors doors_;
};

}  // namespace motcua::tests
