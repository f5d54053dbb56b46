// What a transport counted, for metrics.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "adapters/elasticsearch/cluster_error.hpp"

namespace motcua::adapters::elasticsearch {

/// One look at the counters; each by itself is right, together they may be some exchanges apart.
struct TransportFigures {
    std::uint64_t exchanges = 0;
    std::uint64_t answers = 0;         // of these, 2xx
    std::uint64_t tries = 0;           // sent, or begun to be sent
    std::uint64_t retries = 0;         // of the tries, second ones
    std::uint64_t retries_denied = 0;  // the budget was used up
    std::uint64_t connections_opened = 0;
    std::uint64_t hosts_died = 0;  // a node that lived failed
    std::uint64_t circuit_openings = 0;
    std::uint64_t secrets_renewed = 0;  // a refusal found other credentials in the file
    std::array<std::uint64_t, all_troubles.size()>
        troubles{};                // how exchanges failed, as all_troubles lists them
    std::size_t hosts_dead = 0;    // now
    std::size_t unsettled = 0;     // tries under way or waiting now
    bool is_circuit_open = false;  // now
};

struct TransportCounters {
    std::atomic<std::uint64_t> exchanges{0};
    std::atomic<std::uint64_t> answers{0};
    std::atomic<std::uint64_t> tries{0};
    std::atomic<std::uint64_t> retries{0};
    std::atomic<std::uint64_t> retries_denied{0};
    std::atomic<std::uint64_t> hosts_died{0};
    std::atomic<std::uint64_t> secrets_renewed{0};
    std::array<std::atomic<std::uint64_t>, all_troubles.size()> troubles{};
};

}  // namespace motcua::adapters::elasticsearch
