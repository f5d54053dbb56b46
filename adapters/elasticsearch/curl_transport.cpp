// Judges an exchange, lets the circuit decide, and counts what came of it.
#include "adapters/elasticsearch/curl_transport.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/elasticsearch/exchange_tries.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::chrono::hours longest_deadline{1};
constexpr std::size_t most_target_bytes = 4096;  // what the servers take by default

using Result = tl::expected<Answer, Failure>;

const TransportSettings& require_sound(const TransportSettings& settings) {
    std::string all;
    for (const std::string& mistake : mistakes_in(settings)) all += "\n  " + mistake;
    if (!all.empty()) throw std::runtime_error("search cluster:" + all);
    return settings;
}

bool is_plain(std::string_view text, char from) {
    return std::all_of(text.begin(), text.end(), [from](char c) { return c >= from && c < 0x7f; });
}

/// What is wrong with an exchange before any connection; empty when nothing is.
std::string mistake_in(const Exchange& asked) {
    const std::string& target = asked.target;
    if (target.empty() || target.front() != '/') return "target does not begin with a slash";
    if (target.size() > most_target_bytes) return "target is too long";
    if (!is_plain(target, '!') || target.find('#') != std::string::npos)
        return "target is not printable ASCII";
    if (!is_plain(asked.content_type, ' ')) return "content type is not printable ASCII";
    if (asked.method == Method::head && !asked.body.empty()) return "HEAD has no body";
    if (asked.deadline <= std::chrono::milliseconds(0) || asked.deadline > longest_deadline)
        return "deadline is out of range";
    return {};
}

CircuitBreaker::Outcome outcome_of(const Result& result) {
    using Outcome = CircuitBreaker::Outcome;
    if (result) return Outcome::good;
    switch (result.error().trouble) {
        case Trouble::disk_full:
        case Trouble::refused_credentials:
        case Trouble::missing:
        case Trouble::bad_request:
        case Trouble::too_large:
            return Outcome::good;
        default:
            return Outcome::bad;
    }
}

/// Reports its permit whatever happens: a probe that was never heard of again would keep the circuit open.
class Passage {
  public:
    Passage(TransportParts& parts, CircuitBreaker::Permit permit) : parts_(parts), permit_(permit) {}
    ~Passage() { parts_.breaker.report(permit_, outcome_, parts_.clock()); }
    Passage& operator=(Passage&&) = delete;  // neither copied nor moved

    void ends(CircuitBreaker::Outcome outcome) noexcept { outcome_ = outcome; }

  private:
    TransportParts& parts_;
    CircuitBreaker::Permit permit_;
    CircuitBreaker::Outcome outcome_ = CircuitBreaker::Outcome::neither;
};

Result run(TransportParts& parts, const Exchange& asked) {
    if (std::string mistake = mistake_in(asked); !mistake.empty()) {
        return tl::make_unexpected(Failure{Trouble::bad_request, 0, std::move(mistake)});
    }
    const auto permit = parts.breaker.admit(parts.clock());
    if (!permit) {
        return tl::make_unexpected(Failure{Trouble::circuit_open, 0, "the cluster failed too often of late"});
    }
    Passage passage(parts, *permit);
    ExchangeTries tries(parts, asked);
    Result result = tries.run();
    if (tries.asked_the_cluster()) passage.ends(outcome_of(result));
    return result;
}

}  // namespace

CurlTransport::CurlTransport(const TransportSettings& settings, Clock clock)
    : parts_(std::make_unique<TransportParts>(require_sound(settings), std::move(clock))) {}

CurlTransport::~CurlTransport() = default;

Result CurlTransport::exchange(const Exchange& asked) const {
    TransportCounters& counters = parts_->counters;
    ++counters.exchanges;
    Result result = run(*parts_, asked);
    if (result) {
        ++counters.answers;
    } else {
        ++counters.troubles.at(static_cast<std::size_t>(result.error().trouble));
    }
    return result;
}

TransportFigures CurlTransport::figures() const {
    const TransportCounters& counters = parts_->counters;
    TransportFigures figures;
    figures.exchanges = counters.exchanges;
    figures.answers = counters.answers;
    figures.tries = counters.tries;
    figures.retries = counters.retries;
    figures.retries_denied = counters.retries_denied;
    figures.connections_opened = parts_->loop.connections_opened();
    figures.hosts_died = counters.hosts_died;
    figures.circuit_openings = parts_->breaker.openings();
    figures.secrets_renewed = counters.secrets_renewed;
    for (std::size_t i = 0; i < figures.troubles.size(); ++i)
        figures.troubles.at(i) = counters.troubles.at(i);
    figures.hosts_dead = parts_->ring.dead();
    figures.unsettled = parts_->loop.unsettled();
    figures.is_circuit_open = parts_->breaker.is_open();
    return figures;
}

}  // namespace motcua::adapters::elasticsearch
