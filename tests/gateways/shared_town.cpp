// Starts, kills and drains gateways, and keeps the doors in step.
#include "tests/gateways/shared_town.hpp"

#include <signal.h>

#include <stdexcept>

namespace motcua::tests {
namespace {

constexpr std::chrono::seconds patience{30};
constexpr std::chrono::milliseconds next_look{100};

}  // namespace

OwnRedis::Options strong_redis() { return {{"--appendonly", "yes", "--appendfsync", "always"}, ""}; }

std::string redis_settings(const std::string& addresses, const std::string& more) {
    return "[redis]\naddresses = [" + addresses + "]\nlease_seconds = 3\nconnect_ms = 300\ncommand_ms = 700\nspool_retry_ms = 50\n" +
           "check_seconds = 1\n" + more + nobody_reads_along;
}

SharedTown::SharedTown(const std::string& addresses, const std::string& more) : ears_(std::make_unique<Ears>(platforms_)) {
    for (auto& gateway : gateways_) {
        gateway = std::make_unique<RunningGateway>(platforms_.port(), RunningGateway::ZaloToken::fixed, redis_settings(addresses, more));
    }
}

SharedTown::~SharedTown() = default;

std::string SharedTown::run_of(std::size_t number) const {
    return "/" + std::string(1, static_cast<char>('a' + number)) + std::to_string(runs_[number]);
}

void SharedTown::start(std::size_t number) {
    ++runs_[number];
    gateways_[number]->start(run_of(number));
    doors_.open(number, gateways_[number]->webhook_port());
}

void SharedTown::kill(std::size_t number) {
    gateways_[number]->kill(run_of(number));
    doors_.close(number);
    if (gateways_[number]->wait_for_end(patience).signal != SIGKILL) throw std::runtime_error("the gateway ended by itself");
}

ProcessEnd SharedTown::stop(std::size_t number) {
    doors_.close(number);
    return gateways_[number]->stop(patience);
}

KnownReplies SharedTown::learn_replies() {
    KnownReplies known;
    for (const Citizen& citizen : one_on_each_channel()) {
        for (std::size_t i = 0; i < questions().size(); ++i) {
            const std::size_t before = platforms_.replies().size();
            gateways_[0]->post(citizen, event_of(questions()[i], citizen, "learn-" + std::to_string(i)));
            const auto replies = platforms_.wait_for(before + 1);
            if (replies.size() != before + 1) throw std::runtime_error("a question has not exactly one reply");
            known[citizen.channel].push_back(replies.back().text);
        }
    }
    return known;
}

RushFigures SharedTown::settled(const Rush& rush, const KnownReplies& known, std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!is_complete(figures_of(rush.citizens(), ears_->heard(), known)) && std::chrono::steady_clock::now() < until) {
        const std::size_t heard = platforms_.replies().size();
        platforms_.wait_until([heard](const auto& replies) { return replies.size() > heard; }, next_look);
    }
    for (const auto& gateway : gateways_) static_cast<void>(gateway->is_idle_within(patience));
    return figures_of(rush.citizens(), ears_->heard(), known);
}

}  // namespace motcua::tests
