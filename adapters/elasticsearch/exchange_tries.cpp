// Picks, sends, judges, and decides about the second try.
#include "adapters/elasticsearch/exchange_tries.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>

namespace motcua::adapters::elasticsearch {
namespace {

using RealClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t most_detail_bytes = 500;
constexpr double least_second_tries = 10;
constexpr milliseconds shortest_try{10};
constexpr int shortest_pause_ms = 50;
constexpr int longest_pause_ms = 200;

std::vector<HostAddress> addresses_of(const std::vector<std::string>& urls) {
    std::vector<HostAddress> hosts;
    for (const std::string& url : urls) hosts.push_back(read_host(url).value());
    return hosts;
}

CallRules rules_of(const TransportSettings& settings, const std::vector<HostAddress>& hosts) {
    if (!settings.ca_file.empty() && !holds_certificate(settings.ca_file)) {
        throw std::runtime_error("CA file holds no certificate: " + settings.ca_file);
    }
    CallRules rules;
    rules.connect_timeout = settings.connect_timeout;
    rules.answer_bytes = settings.answer_bytes;
    rules.ca_file = settings.ca_file;
    if (const auto fingerprint = read_fingerprint(settings.ca_fingerprint)) {
        rules.trust = TlsTrust{*fingerprint, !settings.ca_file.empty()};
    }
    const bool all_secure =
        std::all_of(hosts.begin(), hosts.end(), [](const HostAddress& host) { return host.secure; });
    rules.protocols = all_secure ? "https" : "http,https";
    return rules;
}

milliseconds pause_of_a_retry() {
    thread_local std::minstd_rand random{std::random_device{}()};
    return milliseconds(std::uniform_int_distribution<int>(shortest_pause_ms, longest_pause_ms)(random));
}

}  // namespace

TransportParts::TransportParts(const TransportSettings& settings, Clock now)
    : hosts(addresses_of(settings.hosts)),
      clock(std::move(now)),
      opaque_id(settings.opaque_id),
      credentials(settings),
      ring(hosts.size()),
      budget(std::max(least_second_tries, static_cast<double>(settings.connections)), clock()),
      loop(rules_of(settings, hosts),
           {hosts.size(), settings.connections, settings.connections_per_host, settings.waiting}) {}

ExchangeTries::ExchangeTries(TransportParts& parts, const Exchange& asked)
    : parts_(parts), asked_(asked), deadline_(RealClock::now() + asked.deadline) {
    if (!asked.body.empty()) body_ = std::make_shared<const std::string>(asked.body);
}

tl::expected<Answer, Failure> ExchangeTries::run() {
    parts_.budget.exchange_begins(parts_.clock());
    std::optional<Setback> setback = once();
    if (setback && may_repeat(*setback)) {
        ++parts_.counters.retries;
        is_second_ = true;
        setback = once();
    }
    if (!setback) return std::move(answer_);
    return tl::make_unexpected(std::move(setback->failure));
}

std::optional<Setback> ExchangeTries::once() {
    const auto pick = parts_.ring.pick(parts_.clock(), is_second_ ? std::optional(host_) : std::nullopt);
    host_ = pick.host;
    others_ = pick.others;
    authorization_ = parts_.credentials.header();
    const auto call = std::make_shared<TryCall>(order());
    if (!parts_.loop.hand_over(call)) {
        parts_.ring.report(host_, HostReport::unknown, parts_.clock());
        return Setback{
            {Trouble::overloaded, 0, "too many exchanges wait for a connection"}, Remedy::none, true};
    }
    ++parts_.counters.tries;
    asked_the_cluster_ = true;
    TryReport report = call->wait();
    const bool was_begun = report.was_begun;
    cost_the_cluster_ = report.was_sent;
    std::optional<Setback> setback = judged(std::move(report));
    tell_the_ring(was_begun, setback);
    return setback;
}

TryOrder ExchangeTries::order() const {
    TryOrder order;
    order.method = asked_.method;
    order.url = parts_.hosts[host_].base + asked_.target;
    order.body = body_;
    order.host = host_;
    order.deadline = limit_of_this_try();
    order.at_most_once = !asked_.repeatable;
    order.headers = {"User-Agent: motcua", "Accept: application/json", "Expect:"};
    // Without a value libcurl leaves out what it would say of a POST by itself.
    order.headers.push_back("Content-Type:" + (body_ ? ' ' + asked_.content_type : std::string()));
    if (!parts_.opaque_id.empty()) order.headers.push_back("X-Opaque-Id: " + parts_.opaque_id);
    if (!authorization_.empty()) order.headers.push_back(authorization_);
    return order;
}

RealClock::time_point ExchangeTries::limit_of_this_try() const {
    const bool leaves_time =
        !is_second_ && others_ && asked_.repeatable && parts_.budget.holds_one(parts_.clock());
    return leaves_time ? deadline_ - asked_.deadline / 2 : deadline_;
}

std::optional<Setback> ExchangeTries::judged(TryReport report) {
    std::optional<Setback> setback = std::move(report.setback);
    if (!setback) setback = setback_from(report.status, report.content_type, report.body);
    if (!setback) {
        answer_ = Answer{report.status, std::move(report.body)};
        return setback;
    }
    std::string& detail = setback->failure.detail;
    detail.insert(0, parts_.hosts[host_].base + ": ");
    if (detail.size() > most_detail_bytes) detail.resize(most_detail_bytes);
    return setback;
}

void ExchangeTries::tell_the_ring(bool was_begun, const std::optional<Setback>& setback) {
    HostReport told = HostReport::alive;
    if (setback && setback->remedy == Remedy::elsewhere) told = HostReport::dead;
    if (!was_begun) told = HostReport::unknown;
    if (parts_.ring.report(host_, told, parts_.clock())) ++parts_.counters.hosts_died;
}

/// Whether the second try is made; waits until it is time for it.
bool ExchangeTries::may_repeat(const Setback& setback) {
    if (setback.remedy == Remedy::none || (!asked_.repeatable && !setback.undone)) return false;
    if (setback.remedy == Remedy::credentials) {
        if (authorization_.empty() || !parts_.credentials.renew(authorization_)) return false;
        ++parts_.counters.secrets_renewed;
        return true;
    }
    const bool at_once = setback.remedy == Remedy::elsewhere && others_;
    const auto pause = at_once ? milliseconds(0) : pause_of_a_retry();
    if (!may_pay(pause)) return false;
    if (!at_once) std::this_thread::sleep_for(pause);
    return true;
}

bool ExchangeTries::may_pay(milliseconds pause) {
    if (RealClock::now() + pause + shortest_try >= deadline_) return false;
    // The budget bounds what the cluster gets on top of the traffic; a try that reached nobody was nothing.
    if (!cost_the_cluster_ || parts_.budget.take(parts_.clock())) return true;
    ++parts_.counters.retries_denied;
    return false;
}

}  // namespace motcua::adapters::elasticsearch
