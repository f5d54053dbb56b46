// Transport faults and bare statuses to fates.
#include "adapters/send_outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::adapters {
namespace {

using namespace std::chrono_literals;

Fate fate_of(HttpFault fault) noexcept {
    switch (fault) {
        case HttpFault::not_sent:
            return Fate::retry;
        case HttpFault::ambiguous:
            return Fate::ambiguous;
        case HttpFault::bad_request:
            return Fate::misconfigured;
        case HttpFault::too_large:
            return Fate::ambiguous;
    }
    return Fate::ambiguous;
}

std::string_view word_of(HttpFault fault) noexcept {
    switch (fault) {
        case HttpFault::not_sent:
            return "no connection";
        case HttpFault::ambiguous:
            return "no answer";
        case HttpFault::bad_request:
            return "bad request";
        case HttpFault::too_large:
            return "answer too large";
    }
    return "no answer";
}

Fate fate_of_status(int status) noexcept {
    if (status >= 200 && status < 300) return Fate::ambiguous;
    if (status == 429) return Fate::rate_limited;
    if (status == 503 || status == 408) return Fate::retry;
    if (status >= 500) return Fate::ambiguous;
    if (status == 401) return Fate::token_expired;
    if (status == 400 || status == 413 || status == 422) return Fate::rejected;
    return Fate::misconfigured;  // redirects, 403, 404: a wrong address or a proxy in between
}

}  // namespace

Delivery outcome_of(const HttpError& error, std::string_view channel) {
    return {.fate = fate_of(error.fault), .reason = fmt::format("{} {}", channel, word_of(error.fault))};
}

Delivery outcome_of_status(const HttpResponse& response, std::string_view channel) {
    Delivery delivery{.fate = fate_of_status(response.status),
                      .reason = fmt::format("{} http {}", channel, response.status)};
    if (delivery.fate == Fate::rate_limited) delivery.retry_after = pause_asked_by(response);
    return delivery;
}

std::chrono::milliseconds pause_asked_by(const HttpResponse& response) {
    const std::string asked = response.header("retry-after");
    long seconds = 0;
    const auto [end, fault] = std::from_chars(asked.data(), asked.data() + asked.size(), seconds);
    if (asked.empty() || fault != std::errc() || end != asked.data() + asked.size()) return 60s;
    return std::chrono::seconds(std::clamp(seconds, 1L, 3600L));
}

}  // namespace motcua::adapters
