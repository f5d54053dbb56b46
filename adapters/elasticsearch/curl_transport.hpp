// Adapter: Transport over libcurl, with several nodes, a deadline over two tries, and a circuit breaker.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <tl/expected.hpp>

#include "adapters/elasticsearch/transport.hpp"
#include "adapters/elasticsearch/transport_figures.hpp"
#include "adapters/elasticsearch/transport_settings.hpp"

namespace motcua::adapters::elasticsearch {

struct TransportParts;

/// Safe to call from several threads at once; exchange() blocks its caller, one thread of its own does the
/// I/O.
///
/// Nodes are asked in turns; one that fails rests (HostRing). A second try goes to another node at once, or
/// after 50 to 200 ms when the cluster was busy or there is no other; RetryBudget bounds how many. Where a
/// second try would be possible, the first gets half of the deadline, so that a silent node costs no answer.
/// What is not repeatable is sent again only when the cluster surely did nothing. CircuitBreaker bounds what
/// a cluster that is down costs. Credentials that are refused are read again once.
class CurlTransport final : public Transport {
  public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// Throws std::runtime_error with every mistake in the settings, and when a file cannot be read.
    /// `clock` drives rests, budget and circuit; deadlines are real time.
    explicit CurlTransport(const TransportSettings& settings, Clock clock = std::chrono::steady_clock::now);
    ~CurlTransport() override;
    CurlTransport& operator=(CurlTransport&&) = delete;  // neither copied nor moved

    tl::expected<Answer, Failure> exchange(const Exchange& exchange) const override;

    TransportFigures figures() const;

  private:
    std::unique_ptr<TransportParts> parts_;
};

}  // namespace motcua::adapters::elasticsearch
