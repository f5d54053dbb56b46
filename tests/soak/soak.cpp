// Starts the load first, because its ports go into the gateway's settings.
#include "tests/soak/soak.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/end_to_end/crowd.hpp"
#include "tests/end_to_end/http_bytes.hpp"

namespace motcua::tests {
namespace {

constexpr std::chrono::minutes soak_start_limit{2};
constexpr std::chrono::minutes end_limit{60};

}  // namespace

Soak::Soak(SoakPlan plan) : plan_(std::move(plan)), gateway_(0) { gateway_.set(nobody_reads_along); }

void Soak::begin() {
    const auto emulator_ports = folder_.path() / "emulator.json";
    const Streams streams{"/dev/null", folder_.path() / "out", folder_.path() / "err"};
    load_.emplace(gateway_.command({"emulate", "--load", "--port", "0", "--port-file", emulator_ports.string(), "--target",
                                    gateway_.port_file().string(), "--questions", plan_.questions.string(), "--faults",
                                    plan_.faults.string(), "--count", std::to_string(plan_.events), "--users",
                                    std::to_string(plan_.citizens), "--rate", fmt::format("{}", plan_.rate), "--seed",
                                    std::to_string(plan_.seed), "--patience", std::to_string(plan_.patience.count())}),
                  streams);
    if (!load_->wait_until([&] { return std::filesystem::exists(emulator_ports); }, soak_start_limit)) {
        throw std::runtime_error("the load did not come up: " + bytes_of(streams.err));
    }
    gateway_.set_platforms(nlohmann::json::parse(bytes_of(emulator_ports)).at("emulator").get<std::uint16_t>());
    start_gateway();
    const auto begun = [&] { return bytes_of(streams.err).find("load begins") != std::string::npos; };
    if (!load_->wait_until(begun, soak_start_limit)) throw std::runtime_error("the load did not begin: " + bytes_of(streams.err));
}

/// The number of the run stands in the addresses of the Send APIs: a reply tells which process sent it.
void Soak::start_gateway() { gateway_.start("/run/" + std::to_string(++runs_)); }

void Soak::kill_gateway() {
    gateway_.kill("/run/" + std::to_string(runs_));
    if (gateway_.wait_for_end(std::chrono::seconds(30)).signal != SIGKILL) throw std::runtime_error("the gateway ended by itself");
    ++kills_;
}

SoakOutcome Soak::outcome() {
    const auto end = load_->wait(end_limit);
    SoakOutcome outcome;
    outcome.exit_code = end ? end->exit_code : -1;
    outcome.kills = kills_;
    outcome.table = bytes_of(folder_.path() / "out");
    outcome.told = bytes_of(folder_.path() / "err");
    return outcome;
}

SoakOutcome Soak::kill_every(std::chrono::milliseconds period) {
    begin();
    while (!load_->wait(period)) {
        kill_gateway();
        start_gateway();
    }
    return outcome();
}

SoakOutcome Soak::kill_after_events(std::size_t kills, const std::function<std::size_t(std::size_t)>& events_before) {
    begin();
    for (std::size_t kill = 0; kill < kills && !load_has_ended(); ++kill) {
        const auto most = static_cast<double>(events_before(kill));
        const auto stored = [&] {
            return metric(gateway_.ops("/metrics"), R"(motcua_inbox_events_total{channel="zalo",result="stored"})").value_or(0) >= most;
        };
        if (!load_->wait_until(stored, soak_start_limit)) break;
        kill_gateway();
        start_gateway();
    }
    return outcome();
}

}  // namespace motcua::tests
