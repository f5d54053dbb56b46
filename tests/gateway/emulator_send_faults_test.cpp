// What a gateway's own channels make of each fault of the Send APIs, over real sockets.
#include <catch2/catch.hpp>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "adapters/messenger/messenger_channel.hpp"
#include "adapters/zalo/zalo_channel.hpp"
#include "gateway/emulator/emulator.hpp"
#include "tests/gateway/emulator_people.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using adapters::Fate;
using gateway::SendFault;
using intents::ChannelKind;

namespace {

/// An emulator with one fault at every call, and a gateway's channel that sends to a person who has written.
class FaultyTown {
  public:
    FaultyTown(ChannelKind kind, SendFault fault) : kind_(kind), emulator_(settings(fault), http_) {
        emulator_.start();
        emulator_.act(act(), {});
    }
    ~FaultyTown() { emulator_.stop(); }
    FaultyTown& operator=(FaultyTown&&) = delete;  // neither copied nor moved

    adapters::Delivery deliver(const std::string& before_path = "") {
        const std::string base = "http://127.0.0.1:" + std::to_string(emulator_.port()) + before_path;
        const auto platforms = tests::pretended();
        adapters::ZaloChannel zalo({{{platforms.zalo.app_id, {platforms.zalo.oa_secret}, {}}},
                                    {{platforms.zalo.oa_id, adapters::fixed_token(platforms.zalo.access_token), "OA"}},
                                    base},
                                   http_);
        adapters::MessengerChannel messenger(
            {{{platforms.messenger.app_id, {platforms.messenger.app_secret}, platforms.messenger.verify_token}},
             {{platforms.messenger.page_id, adapters::fixed_token(platforms.messenger.page_token), "Page", ""}},
             base},
            http_);
        const bool is_zalo = kind_ == ChannelKind::zalo;
        adapters::Channel& channel = is_zalo ? static_cast<adapters::Channel&>(zalo) : messenger;
        adapters::TakenPart part;
        part.envelope.channel = kind_;
        part.envelope.account = is_zalo ? platforms.zalo.oa_id : platforms.messenger.page_id;
        part.envelope.sender = "77";
        part.part = channel.compose(part.envelope, {kb::Reply{"Cần đơn và ảnh.", {}}}).at(0);
        return channel.deliver(part);
    }
    /// What reached the citizen.
    std::vector<gateway::SentNote> sent() const {
        const std::lock_guard lock(mutex_);
        return sent_;
    }
    gateway::Emulator& emulator() { return emulator_; }

  private:
    gateway::CitizenAct act() const {
        gateway::CitizenAct act;
        act.from = {kind_, "77"};
        act.text = "xin chào";
        return act;
    }
    gateway::EmulatorSettings settings(SendFault fault) {
        auto settings = tests::pretended();
        if (fault != SendFault::none) settings.faults.sends.rates.at(static_cast<std::size_t>(fault) - 1) = 1;
        settings.faults.sends.rate_limit_pause = 7s;
        settings.faults.sends.slow_time = settings.faults.sends.half_open_time = settings.faults.sends.lost_answer_time = 30ms;
        settings.sent = [this](const gateway::SentNote& note) {
            const std::lock_guard lock(mutex_);
            sent_.push_back(note);
        };
        return settings;
    }

    const ChannelKind kind_;
    mutable std::mutex mutex_;
    std::vector<gateway::SentNote> sent_;
    adapters::CpprestHttpClient http_;
    gateway::Emulator emulator_;
};

}  // namespace

TEST_CASE("each fault of a Send API is what it says, for the gateway and for the citizen", "[emulator][faults]") {
    struct Row {
        const char* why;
        SendFault fault;
        Fate fate;
        bool arrives;
        bool is_withheld;
    };
    const auto kind = GENERATE(ChannelKind::zalo, ChannelKind::messenger);
    const auto row = GENERATE(values<Row>({
        {"nothing is wrong", SendFault::none, Fate::sent, true, false},
        {"refused with a pause", SendFault::rate_limit, Fate::rate_limited, false, false},
        {"late, and all is well", SendFault::slow, Fate::sent, true, false},
        {"silence, then the end", SendFault::half_open, Fate::ambiguous, false, false},
        {"a reset after the request", SendFault::reset, Fate::ambiguous, false, false},
        {"a proxy's page", SendFault::error_page, Fate::ambiguous, false, false},
        {"delivered, and nobody says so", SendFault::lost_answer, Fate::ambiguous, true, true},
        {"a token that has just died", SendFault::token_expired, Fate::token_expired, false, false},
    }));
    INFO(row.why << " on " << intents::name_of(kind));
    FaultyTown town(kind, row.fault);
    const auto delivery = town.deliver();
    CHECK(delivery.fate == row.fate);
    if (row.fault == SendFault::rate_limit) CHECK(delivery.retry_after == 7s);
    const auto sent = town.sent();
    CHECK(sent.size() == (row.arrives ? 1U : 0U));
    if (!sent.empty()) CHECK(sent.front().answer_withheld == row.is_withheld);
    std::uint64_t played = 0;
    for (const auto count : town.emulator().faults_played().sends) played += count;
    CHECK(played == (row.fault == SendFault::none ? 0U : 1U));
}

TEST_CASE("an address that begins with /run/N tells which process sends", "[emulator][faults]") {
    const auto kind = GENERATE(ChannelKind::zalo, ChannelKind::messenger);
    FaultyTown town(kind, SendFault::none);
    CHECK(town.deliver("/run/42").fate == Fate::sent);
    CHECK(town.deliver().fate == Fate::sent);
    const auto sent = town.sent();
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].run == 42);
    CHECK(sent[1].run == 0);
}

TEST_CASE("a call below /run that names no API is refused", "[emulator][faults]") {
    FaultyTown town(ChannelKind::zalo, SendFault::none);
    CHECK(town.deliver("/run/x").fate != Fate::sent);
    CHECK(town.deliver("/run").fate != Fate::sent);
    CHECK(town.sent().empty());
}
