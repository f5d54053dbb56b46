// One try of an exchange: what is sent to one node, and how its caller waits for what comes of it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "adapters/elasticsearch/cluster_error.hpp"
#include "adapters/elasticsearch/transport.hpp"

namespace motcua::adapters::elasticsearch {

struct TryOrder {
    Method method = Method::get;
    std::string url;
    std::shared_ptr<const std::string> body;  // shared by the tries of an exchange; null: none
    std::vector<std::string> headers;         // "Name: value"
    std::size_t host = 0;                     // number of the node, for the bound of its connections
    std::chrono::steady_clock::time_point deadline;
    bool at_most_once = false;  // not even on a kept connection that turns out to be dead
};

struct TryReport {
    std::optional<Setback> setback;  // no whole reply came
    bool was_begun = false;          // false: it never left our queue, so nothing was learned of the node
    bool was_sent = false;           // false: no byte of it left us
    int status = 0;
    std::string content_type;
    std::string body;
};

/// Shared by the caller and the I/O thread; outlives whoever leaves first.
class TryCall {
  public:
    explicit TryCall(TryOrder order) : order_(std::move(order)) {}

    const TryOrder& order() const noexcept { return order_; }

    /// By the I/O thread, once.
    void settle(TryReport report);

    /// Waits for settle(), until a little after the deadline. To be called once.
    TryReport wait();

  private:
    const TryOrder order_;
    std::mutex mutex_;
    std::condition_variable settled_;
    std::optional<TryReport> report_;
};

}  // namespace motcua::adapters::elasticsearch
