// Metrics as text, and the three routes of the ops listener.
#include <catch2/catch.hpp>

#include <thread>

#include "gateway/ops/ops_routes.hpp"
#include "tests/gateway/fake_queue.hpp"
#include "tests/gateway/starter_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using gateway::Metrics;
using intents::ChannelKind;
using namespace std::chrono_literals;

namespace {

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

struct Ops {
    Metrics metrics;
    FakeQueue queue;
    FakeInbox& inbox = queue.events;
    FakeDesk& desk = queue.people;
    adapters::SafetyReport report;
    gateway::SafetyWatch safety{[this] { return report; }, metrics.stores(), 1h};
    gateway::Router router{gateway::ops_routes({metrics, queue, safety,
                                                [] {
                                                    return std::shared_ptr<const gateway::Snapshot>(
                                                        std::shared_ptr<void>(), &starter_snapshot());
                                                },
                                                [] { return gateway::ListenerCounts{.accepted = 3, .requests = 5}; }})};

    gateway::Response get(const std::string& path) {
        gateway::Response got;
        router({.method = "GET", .path = path}, [&got](gateway::Response response) { got = std::move(response); });
        return got;
    }
};

}  // namespace

TEST_CASE("what the parts tell is counted under its labels", "[gateway][ops]") {
    Metrics metrics;
    metrics.signature(ChannelKind::zalo, {adapters::SignatureState::valid, {}});
    metrics.event(ChannelKind::messenger, adapters::EventKind::echo);
    metrics.event(ChannelKind::messenger, adapters::EventKind::echo);
    metrics.refused(ChannelKind::zalo, "R2");
    metrics.appended(ChannelKind::zalo, adapters::AppendReceipt{3, 2});
    gateway::Turn turn;
    turn.outcome = gateway::Outcome::clarify;
    metrics.finished(ChannelKind::zalo, turn, 1500us);
    metrics.delivered(ChannelKind::zalo, adapters::Fate::sent, 70ms);
    metrics.delivered(ChannelKind::zalo, adapters::Fate::retry, 70ms);
    metrics.depth({.pending = 4, .outgoing = 5, .dead = 6, .oldest = 7s});
    const std::string text = metrics.text();
    for (const char* line :
         {R"(motcua_webhook_signatures_total{channel="zalo",state="valid"} 1)",
          R"(motcua_events_total{channel="messenger",kind="echo"} 2)",
          R"(motcua_refusals_total{channel="zalo",rule="R2"} 1)",
          R"(motcua_inbox_events_total{channel="zalo",result="stored"} 3)",
          R"(motcua_inbox_events_total{channel="zalo",result="duplicate"} 2)",
          R"(motcua_outcomes_total{channel="zalo",outcome="clarify"} 1)",
          R"(motcua_deliveries_total{channel="zalo",fate="sent"} 1)",
          R"(motcua_deliveries_total{channel="zalo",fate="retry"} 1)", "motcua_answer_seconds_count 1",
          R"(motcua_answer_seconds_bucket{le="0.001"} 0)", R"(motcua_answer_seconds_bucket{le="0.002"} 1)",
          "motcua_delivery_age_seconds_count 1", R"(motcua_queue{queue="dead"} 6)",
          R"(motcua_queue{queue="oldest_seconds"} 7)", "# TYPE motcua_events_total counter"}) {
        INFO(line);
        CHECK(has_line(text, line));
    }
}

TEST_CASE("what lets replies wait or fail is counted by account, and a pause tells until when", "[gateway][ops]") {
    Metrics metrics;
    metrics.stood_in(ChannelKind::messenger, gateway::SendWindow::closed);
    metrics.paused(ChannelKind::messenger, "61", gateway::PauseCause::usage, 1h);
    metrics.paused(ChannelKind::messenger, "61", gateway::PauseCause::limit, 1s);
    metrics.alarmed(ChannelKind::zalo, "53", "zalo -204");
    metrics.alarmed(ChannelKind::zalo, "53", "zalo -204");
    metrics.echoed(ChannelKind::messenger, gateway::EchoResult::confirmed);
    const std::string text = metrics.text();
    for (const char* line : {R"(motcua_send_windows_total{channel="messenger",window="closed"} 1)",
                             R"(motcua_send_pauses_total{account="61",cause="usage",channel="messenger"} 1)",
                             R"(motcua_send_pauses_total{account="61",cause="limit",channel="messenger"} 1)",
                             R"(motcua_send_alarms_total{account="53",channel="zalo"} 2)",
                             R"(motcua_own_echoes_total{channel="messenger",result="confirmed"} 1)"}) {
        INFO(line);
        CHECK(has_line(text, line));
    }
    const std::string gauge = R"(motcua_send_paused_until_seconds{account="61",channel="messenger"} )";
    const auto at = text.find(gauge);
    REQUIRE(at != std::string::npos);
    // A shorter pause does not end a longer one.
    const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    CHECK(std::stod(text.substr(at + gauge.size())) == Approx(now + 3600).margin(60));
}

TEST_CASE("every outcome, fate and signature state has its own label", "[gateway][ops]") {
    Metrics metrics;
    const std::vector<gateway::Outcome> outcomes{
        gateway::Outcome::answered,  gateway::Outcome::clarify,   gateway::Outcome::not_found,  gateway::Outcome::refused,
        gateway::Outcome::notice,    gateway::Outcome::smalltalk, gateway::Outcome::handoff,    gateway::Outcome::complaint,
        gateway::Outcome::emergency, gateway::Outcome::status,    gateway::Outcome::silent,     gateway::Outcome::unavailable,
        gateway::Outcome::with_person};
    for (const auto outcome : outcomes) {
        gateway::Turn turn;
        turn.outcome = outcome;
        metrics.finished(ChannelKind::zalo, turn, 1us);
    }
    const std::string text = metrics.text();
    std::size_t rows = 0;
    for (auto at = text.find("motcua_outcomes_total{"); at != std::string::npos;
         at = text.find("motcua_outcomes_total{", at + 1)) {
        ++rows;
    }
    CHECK(rows == outcomes.size());
}

TEST_CASE("the ops listener tells health, readiness and counters", "[gateway][ops]") {
    Ops ops;
    CHECK(ops.get("/healthz").status == 200);
    const auto ready = ops.get("/readyz");
    CHECK(ready.status == 200);
    CHECK(ready.body.find("88 procedures") != std::string::npos);
    const auto metrics = ops.get("/metrics");
    CHECK(metrics.status == 200);
    CHECK(metrics.content_type.rfind("text/plain; version=0.0.4", 0) == 0);
    CHECK(has_line(metrics.body, R"(motcua_http{count="requests"} 5)"));
    CHECK(ops.get("/admin").status == 404);
}

TEST_CASE("a queue that fails or falls behind is told by name, and the process stays alive", "[gateway][ops]") {
    Ops ops;
    SECTION("it fails") {
        ops.inbox.standing = tl::unexpected(adapters::QueueError{adapters::QueueFault::unavailable, "disk full"});
        CHECK(ops.get("/readyz").body.find("queue: FAILED disk full") != std::string::npos);
    }
    SECTION("workers do not keep up") {
        ops.inbox.standing = adapters::QueueDepth{.pending = 9, .oldest = 61s};
        CHECK(ops.get("/readyz").body.find("queue: LATE pending 9") != std::string::npos);
    }
    CHECK(ops.get("/readyz").status == 503);
    CHECK(ops.get("/healthz").status == 200);
    CHECK(ops.get("/metrics").status == 200);
}

TEST_CASE("who waits for a person is told on the ops pages, and what the platforms raise", "[gateway][ops][takeover]") {
    Ops ops;
    ops.desk.standing = adapters::DeskCounts{.with_agent = 2, .waiting = 3, .dropped = 4, .longest_wait = 90s};
    CHECK(ops.get("/readyz").body.find("people: 3 wait for a person, the longest 90 s; 2 with one") != std::string::npos);
    gateway::Turn turn;
    turn.outcome = gateway::Outcome::handoff;
    turn.asks_for_person = true;
    ops.metrics.finished(ChannelKind::zalo, turn, 1us);
    ops.metrics.nobody_came(ChannelKind::messenger);
    adapters::ChannelEvent alarm;
    alarm.detail = "revoked";
    ops.metrics.alarm(ChannelKind::zalo, alarm);
    alarm.detail = "";
    ops.metrics.alarm(ChannelKind::messenger, alarm);
    const std::string text = ops.get("/metrics").body;
    for (const char* line :
         {R"(motcua_people{count="with_agent"} 2)", R"(motcua_people{count="waiting"} 3)",
          R"(motcua_people{count="dropped_parts"} 4)", R"(motcua_people{count="longest_wait_seconds"} 90)",
          R"(motcua_person_wanted_total{channel="zalo",event="asked"} 1)",
          R"(motcua_person_wanted_total{channel="messenger",event="nobody_came"} 1)",
          R"(motcua_alarms_total{alarm="revoked",channel="zalo"} 1)",
          R"(motcua_alarms_total{alarm="other",channel="messenger"} 1)"}) {
        INFO(line);
        CHECK(has_line(text, line));
    }
    ops.desk.standing = tl::unexpected(adapters::QueueError{adapters::QueueFault::unavailable, "disk full"});
    CHECK(ops.get("/readyz").status == 503);
    CHECK(ops.get("/readyz").body.find("people: FAILED disk full") != std::string::npos);
    CHECK(ops.get("/metrics").status == 200);
}

TEST_CASE("a shared store that is away is told, and the gateway is ready while its spool takes in", "[gateway][ops][stores]") {
    Ops ops;
    ops.queue.spooled = adapters::SpoolCounts{.away = true, .waiting = 7, .oldest = 90s, .spooled = 8, .drained = 1};
    const auto away = tl::unexpected(adapters::QueueError{adapters::QueueFault::unavailable, "redis: refused"});
    ops.inbox.standing = away;
    ops.desk.standing = away;
    const auto told = ops.get("/readyz");
    CHECK(told.status == 200);
    CHECK(told.body.find("queue: DEGRADED redis: refused") != std::string::npos);
    CHECK(told.body.find("people: DEGRADED redis: refused") != std::string::npos);
    CHECK(told.body.find("spool: DEGRADED the store is away, waiting 7 oldest 90 s dead 0") != std::string::npos);
    const std::string text = ops.get("/metrics").body;
    for (const char* line : {R"(motcua_spool{count="away"} 1)", R"(motcua_spool{count="waiting"} 7)",
                             R"(motcua_spool{count="oldest_seconds"} 90)", R"(motcua_spool{count="spooled"} 8)",
                             R"(motcua_shared_store{count="commands"} 11)", R"(motcua_shared_store{count="failovers"} 1)"}) {
        INFO(line);
        CHECK(has_line(text, line));
    }
    ops.queue.spooled = tl::unexpected(adapters::QueueError{adapters::QueueFault::unavailable, "disk full"});
    CHECK(ops.get("/readyz").status == 503);
    CHECK(ops.get("/readyz").body.find("spool: FAILED disk full") != std::string::npos);
}

TEST_CASE("a shared queue that falls behind takes no gateway out of service", "[gateway][ops][stores]") {
    Ops ops;
    ops.queue.spooled = adapters::SpoolCounts{};
    ops.inbox.standing = adapters::QueueDepth{.pending = 9, .oldest = 61s};
    CHECK(ops.get("/readyz").status == 200);
    CHECK(ops.get("/readyz").body.find("queue: LATE pending 9") != std::string::npos);
    CHECK(ops.get("/readyz").body.find("spool: ok waiting 0") != std::string::npos);
}

TEST_CASE("a store that is set weaker than asked is told on the ops pages, and serves", "[gateway][ops][stores]") {
    struct Row {
        adapters::StoreSafety safety;
        const char* finding;
        const char* line;
    };
    const auto row = GENERATE(values<Row>({
        {adapters::StoreSafety::as_asked, "", "store: ok, as safe as asked"},
        {adapters::StoreSafety::weaker, "appendfsync is no", "store: WEAKER appendfsync is no"},
        {adapters::StoreSafety::unknown, "INFO was refused", "store: unknown INFO was refused"},
        {adapters::StoreSafety::unreachable, "refused", "store: unreachable refused"},
    }));
    Ops ops;
    ops.report.safety = row.safety;
    if (*row.finding != '\0') ops.report.findings.emplace_back(row.finding);
    CHECK(ops.get("/readyz").body.find("store:") == std::string::npos);  // nobody has looked yet
    ops.safety.start();
    const auto until = std::chrono::steady_clock::now() + 5s;
    while (!ops.safety.last() && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    ops.safety.stop();
    const auto told = ops.get("/readyz");
    CHECK(told.status == 200);
    CHECK(has_line(told.body, row.line));
    CHECK(has_line(ops.get("/metrics").body, "motcua_store_safety{safety=\"" + std::string(name_of(row.safety)) + "\"} 1"));
}
