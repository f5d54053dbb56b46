// The two tries of one exchange: which node, how long, and whether there is a second one.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/elasticsearch/circuit_breaker.hpp"
#include "adapters/elasticsearch/credentials.hpp"
#include "adapters/elasticsearch/curl_loop.hpp"
#include "adapters/elasticsearch/host_ring.hpp"
#include "adapters/elasticsearch/retry_budget.hpp"
#include "adapters/elasticsearch/transport.hpp"
#include "adapters/elasticsearch/transport_figures.hpp"

namespace motcua::adapters::elasticsearch {

/// What all exchanges of a transport share. Each part is safe to use from several threads at once.
struct TransportParts {
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// Throws std::runtime_error as CurlTransport does; the settings have no mistakes.
    TransportParts(const TransportSettings& settings, Clock now);

    const std::vector<HostAddress> hosts;
    const Clock clock;
    const std::string opaque_id;
    Credentials credentials;
    HostRing ring;
    RetryBudget budget;
    CircuitBreaker breaker;
    TransportCounters counters;
    CurlLoop loop;  // ends first
};

/// For one thread and one exchange, which must outlive it.
class ExchangeTries {
  public:
    ExchangeTries(TransportParts& parts, const Exchange& asked);

    tl::expected<Answer, Failure> run();

    /// False when our own queue was full: then nothing was learned of the cluster.
    bool asked_the_cluster() const noexcept { return asked_the_cluster_; }

  private:
    std::optional<Setback> once();
    TryOrder order() const;
    std::chrono::steady_clock::time_point limit_of_this_try() const;
    std::optional<Setback> judged(TryReport report);
    void tell_the_ring(bool was_begun, const std::optional<Setback>& setback);
    bool may_repeat(const Setback& setback);
    bool may_pay(std::chrono::milliseconds pause);

    TransportParts& parts_;
    const Exchange& asked_;
    const std::chrono::steady_clock::time_point deadline_;
    std::shared_ptr<const std::string> body_;
    std::string authorization_;  // what the last try was sent with
    std::size_t host_ = 0;       // whom it went to
    bool others_ = false;        // whether another node was there
    bool is_second_ = false;
    bool asked_the_cluster_ = false;
    bool cost_the_cluster_ = false;  // the last try left this machine
    Answer answer_;
};

}  // namespace motcua::adapters::elasticsearch
