// A queue of fakes, which may have a spool and be shared.
#pragma once

#include <optional>

#include "gateway/stores.hpp"
#include "tests/gateway/gateway_fakes.hpp"

namespace motcua::tests {

struct FakeQueue final : gateway::Queue {
    FakeInbox events;
    FakeOutbox parts;
    FakeDesk people;
    std::optional<adapters::QueueResult<adapters::SpoolCounts>> spooled;

    adapters::EventInbox& inbox() override { return events; }
    adapters::Outbox& outbox() override { return parts; }
    adapters::HumanDesk& desk() override { return people; }
    std::optional<adapters::QueueResult<adapters::SpoolCounts>> spool() override { return spooled; }
    std::optional<gateway::SharedQueueCounts> shared() const override {
        if (!spooled) return std::nullopt;
        return gateway::SharedQueueCounts{.commands = 11, .failovers = 1};
    }
};

}  // namespace motcua::tests
