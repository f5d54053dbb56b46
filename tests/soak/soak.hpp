// A load with faults against a gateway that is killed and started again, over and over.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "tests/end_to_end/running_gateway.hpp"

namespace motcua::tests {

struct SoakPlan {
    std::size_t events = 2000;
    std::size_t citizens = 200;
    double rate = 150;
    std::uint64_t seed = 1;
    std::filesystem::path faults;
    std::filesystem::path questions;
    std::chrono::seconds patience{120};
};

struct SoakOutcome {
    int exit_code = -1;  // of the load
    std::size_t kills = 0;
    std::string table;
    std::string told;  // the load's standard error
};

/// The supervisor: one `motcua emulate --load`, and one `motcua serve` after the other on the same data.
class Soak {
  public:
    explicit Soak(SoakPlan plan);

    /// Kills the gateway every `period` until the load has ended.
    SoakOutcome kill_every(std::chrono::milliseconds period);
    /// Kills the gateway `kills` times: each time once the running process has stored `events_before(kill)` events.
    SoakOutcome kill_after_events(std::size_t kills, const std::function<std::size_t(std::size_t)>& events_before);

    /// Everything that the gateways wrote.
    std::string gateway_told() const { return gateway_.told(); }

  private:
    void begin();
    void start_gateway();
    void kill_gateway();
    bool load_has_ended() { return load_->wait(std::chrono::milliseconds(0)).has_value(); }
    SoakOutcome outcome();

    const SoakPlan plan_;
    TemporaryFolder folder_;
    RunningGateway gateway_;
    std::optional<ChildProcess> load_;
    std::size_t runs_ = 0;
    std::size_t kills_ = 0;
};

}  // namespace motcua::tests
