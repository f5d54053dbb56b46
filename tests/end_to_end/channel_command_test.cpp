// Set-up, status and the watch over the subscription, with the real binary against the emulator.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "adapters/signature.hpp"
#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/emulated_town.hpp"
#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"

using namespace motcua;
using nlohmann::json;

namespace {

struct Town : tests::EmulatedTown {
    explicit Town(const std::string& more = "")
        : EmulatedTown(settings(), tests::RunningGateway::ZaloToken::fixed, [&more](std::uint16_t port) {
              return "[web]\nsecret_file = \"web-secret\"\nreply_url = \"http://127.0.0.1:" + std::to_string(port) +
                     "/web/replies\"\n" + more;
          }) {
        tests::write_file(gateway->settings() / "web-secret", settings().web.secret + "\n");
    }

    static gateway::EmulatorSettings settings() {
        gateway::EmulatorSettings settings;
        settings.zalo = tests::zalo_account();
        settings.messenger = tests::messenger_page();
        settings.web.secret = "web-secret-k3yW";
        return settings;
    }
    tests::CommandResult channel(std::vector<std::string> words) {
        words.insert(words.begin(), "channel");
        return tests::run_command(gateway->command(words));
    }
    /// Calls by the gateway's side that change something at the platform.
    std::size_t changes() const {
        std::size_t count = 0;
        for (const auto& exchange : emulator.exchanges()) {
            const bool is_change = exchange.what.rfind("POST /v25.0/", 0) == 0;
            if (is_change && !tests::holds(exchange.what, "/messages")) ++count;
        }
        return count;
    }
    void graph(const std::string& method, const std::string& what) {
        const std::string url = emulator_url() + "/v25.0/" + what;
        const auto done = http.send({.method = method, .url = url + "?access_token=" + tests::messenger_page().page_token});
        REQUIRE(done);
        REQUIRE(done->status == 200);
    }
    std::string subscribed_apps() const { return tests::messenger_page().page_id + "/subscribed_apps"; }
    json status(int exit_code) {
        const auto result = channel({"status", "--json"});
        INFO(result.out << result.err);
        REQUIRE(result.exit_code == exit_code);
        return json::parse(result.out);
    }
    /// A citizen writes by the page of the emulator; true when the gateway said 200.
    bool writes(const std::string& channel_name, const std::string& act) {
        const auto done = http.send({"POST",
                                     emulator_url() + "/api/send",
                                     {{"Content-Type", "application/json"}},
                                     R"({"channel":")" + channel_name + R"(","user":"1234567890",)" + act + "}"});
        return done && tests::holds(done->body, "\"gateway_status\":200");
    }
};

}  // namespace

SCENARIO("one command sets the platforms up, and a second one changes nothing", "[end_to_end][channels]") {
    Town town("[channels]\npublic_url = \"https://chat.office.test/\"\nzalo_verifier = \"Abc_12-x\"\n");
    const auto dry = town.channel({"setup", "--dry-run"});
    INFO(dry.out << dry.err);
    CHECK(dry.exit_code == 0);
    CHECK(tests::holds(dry.out, "5 would change, 0 to mend"));
    CHECK(town.changes() == 0);

    const auto first = town.channel({"setup"});
    INFO(first.out << first.err);
    REQUIRE(first.exit_code == 0);
    for (const char* part : {"get_started", "greeting", "ice_breakers", "persistent_menu", "subscribed_fields",
                             "messages", "Đăng ký khai sinh cần giấy tờ gì?", "5 changed, 0 to mend", "Bộ phận Một cửa, government, verified",
                             "https://chat.office.test/webhook/zalo", "https://chat.office.test/zalo_verifierAbc_12-x.html"}) {
        INFO(part);
        CHECK(tests::holds(first.out, part));
    }
    CHECK(town.changes() == 2);  // one for the profile, one for the subscription

    const auto second = town.channel({"setup"});
    CHECK(second.exit_code == 0);
    CHECK(tests::holds(second.out, "0 changed, 0 to mend"));
    CHECK(tests::holds(second.out, "as it should be"));
    CHECK(town.changes() == 2);
    for (const std::string& secret : {tests::messenger_page().page_token, tests::zalo_account().access_token}) {
        CHECK_FALSE(tests::holds(first.out + first.err + second.out, secret));
    }

    town.start();
    const auto proof = tests::call(town.gateway->webhook_port(), tests::get_bytes("/zalo_verifierAbc_12-x.html"));
    CHECK(proof.status == 200);
    CHECK(tests::holds(proof.body, R"(content="Abc_12-x")"));
    CHECK(tests::call(town.gateway->webhook_port(), tests::get_bytes("/zalo_verifierOther.html")).status == 404);
}

SCENARIO("a question of the Page's profile is answered when it is pressed", "[end_to_end][channels]") {
    Town town;
    town.start();
    REQUIRE(town.writes("messenger", R"("payload":"MOTCUA_ASK","title":"Đăng ký khai sinh cần giấy tờ gì?")"));
    const auto answered = [&town] {
        for (const auto& exchange : town.emulator.exchanges()) {
            if (tests::holds(exchange.what, "/messages") && tests::holds(exchange.request, "Đăng ký khai sinh")) return true;
        }
        return false;
    };
    CHECK(Town::within_patience(answered));
}

SCENARIO("the web chat goes the way of the other channels", "[end_to_end][channels]") {
    Town town;
    town.start();
    REQUIRE(town.writes("web", R"("text":"lam lai bang lai xe mat thi can giay to gi")"));
    const auto shown = [&town](const std::string& text) {
        const auto news = town.http.send({.method = "GET",
                                          .url = "http://127.0.0.1:" + std::to_string(town.emulator.port()) +
                                                 "/api/events?channel=web&user=1234567890&wait=0&after=0"});
        return news && tests::holds(news->body, text);
    };
    CHECK(Town::within_patience([&] { return shown("Cấp lại giấy phép lái xe"); }));
    REQUIRE(town.writes("web", R"("payload":"#m:p:3.000348:fee","title":"Lệ phí")"));
    CHECK(Town::within_patience([&] { return shown("Lệ phí:"); }));
    REQUIRE(town.writes("web", R"("attachment":{"type":"file","name":"du-thao-web.docx"})"));
    CHECK(Town::within_patience([&] { return shown("không được lưu"); }));
    const auto forged = town.http.send({"POST",
                                        "http://127.0.0.1:" + std::to_string(town.gateway->webhook_port()) + "/webhook/web",
                                        {{"X-Motcua-Signature-256", "sha256=" + std::string(64, '0')}},
                                        R"({"account":"web","sender":"1","text":"a"})"});
    REQUIRE(forged);
    CHECK(forged->status == 401);
    CHECK(tests::files_that_hold(town.gateway->data(), "du-thao-web").empty());
}

SCENARIO("a burst of bad signatures is told in a line and counted as one alarm", "[end_to_end][channels]") {
    Town town;
    town.start();
    tests::Citizen citizen{intents::ChannelKind::messenger, "1234567890"};
    auto event = tests::text_of(citizen, "xin chào", "m1");
    event.signature = "sha256=" + adapters::hex_of(adapters::hmac_sha256(tests::messenger_page().verify_token, event.body));
    for (int i = 0; i < 12; ++i) CHECK(town.gateway->post(citizen, event).status == 401);
    const std::string told = town.gateway->told();
    const std::string line = R"("event":"webhook_signature","channel":"messenger","state":"mismatch","would_match":"verify token")";
    REQUIRE(tests::holds(told, line));
    CHECK(told.find(line, told.find(line) + 1) == std::string::npos);
    CHECK(tests::holds(told, R"("level":"error","event":"bad_signatures","channel":"messenger","would_match":"verify token")"));
    const std::string text = town.gateway->ops("/metrics");
    CHECK(tests::metric(text, R"(motcua_alarms_total{alarm="bad_signatures",channel="messenger"})") == 1.0);
    CHECK(tests::metric(text, R"(motcua_webhook_signatures_total{channel="messenger",state="mismatch"})") == 12.0);
}

SCENARIO("set-up says which token or permission is wrong, and the other channel is set up all the same",
         "[end_to_end][channels]") {
    Town town;
    tests::write_file(town.gateway->settings() / "page-token", "a-token-that-is-old\n");
    tests::write_file(town.gateway->settings() / "oa-token", "another-that-is-old\n");
    const auto result = town.channel({"setup"});
    INFO(result.out << result.err);
    CHECK(result.exit_code == 1);
    CHECK(tests::holds(result.out, "MEND  messenger 190/0 token invalid: make a new access token of Page " + tests::messenger_page().page_id));
    CHECK(tests::holds(result.out, "MEND  zalo -216 token invalid: the access token of OA " + tests::zalo_account().oa_id));
    CHECK(tests::holds(result.out, "0 changed, 3 to mend"));
    CHECK(town.changes() == 0);
    CHECK_FALSE(tests::holds(result.out + result.err, "that-is-old"));
    const auto doctor = tests::run_command(town.gateway->command({"doctor"}));
    CHECK(doctor.exit_code == 1);
    CHECK(tests::holds(doctor.out, "MEND  messenger " + tests::messenger_page().page_id + ": messenger 190/0 token invalid"));
}

SCENARIO("status tells of each account what was heard, sent and refused", "[end_to_end][channels]") {
    Town town;
    const json before = town.status(1);
    REQUIRE(before.at("accounts").size() == 2);
    CHECK(before["ok"] == false);
    CHECK(before["accounts"][0]["last_event"].is_null());
    CHECK(before["accounts"][0]["token"] == "fixed, works");
    CHECK(before["accounts"][0]["quota"] == "3999 of 4000 in this minute");
    CHECK(before["accounts"][1]["missing_fields"].size() == 7);
    CHECK(before["accounts"][1]["faults"][0]["mend"] == "run `motcua channel setup --channel messenger`");
    REQUIRE(town.channel({"setup"}).exit_code == 0);
    town.start();
    for (const char* channel : {"zalo", "messenger"}) CHECK(town.writes(channel, R"("text":"xin chào")"));
    // Notes are written down every other second.
    const auto noted = [&town] {
        const auto result = town.channel({"status", "--json"});
        const json all = json::parse(result.out).at("accounts");
        return !all[0]["last_event"].is_null() && !all[0]["last_reply"].is_null() && !all[1]["last_event"].is_null() &&
               !all[1]["last_reply"].is_null();
    };
    CHECK(Town::within_patience(noted));
    const json now = town.status(0);
    CHECK(now["ok"] == true);
    CHECK(now["accounts"][1]["missing_fields"].empty());
    CHECK(now["accounts"][1]["quota"] == "3 % of the call limit used");
    REQUIRE(town.gateway->stop().exit_code == 0);
    CHECK(town.status(0) == now);  // a restart forgets nothing
    CHECK(tests::bytes_of(town.gateway->data() / "channels.db").find("1234567890") == std::string::npos);
    const auto text = town.channel({"status", "--channel", "zalo"});
    CHECK(text.exit_code == 0);
    CHECK(tests::holds(text.out, "1 accounts"));
}

SCENARIO("a subscription that is lost is an alarm, and is asked for again", "[end_to_end][channels]") {
    GIVEN("a gateway that looks every second") {
        const bool renews = GENERATE(true, false);
        Town town(std::string("[channels]\ncheck_seconds = 1\nresubscribe = ") + (renews ? "true\n" : "false\n"));
        REQUIRE(town.channel({"setup"}).exit_code == 0);
        town.start();
        const std::string page = tests::messenger_page().page_id;
        const auto in_state = [&](const std::string& state) {
            const std::string line = "motcua_subscription{account=\"" + page + "\",state=\"" + state + "\"}";
            return Town::within_patience([&] { return tests::metric(town.gateway->ops("/metrics"), line) == 1.0; });
        };
        REQUIRE(in_state("whole"));
        WHEN("Meta unsubscribes the Page") {
            town.graph("DELETE", town.subscribed_apps());
            THEN("it is told, and mended unless the settings forbid it") {
                const std::string alarm = R"(motcua_alarms_total{alarm="subscription_gone",channel="messenger"})";
                const auto alarmed = [&] { return tests::metric(town.gateway->ops("/metrics"), alarm) == 1.0; };
                CHECK(Town::within_patience(alarmed));
                if (renews) {
                    CHECK(in_state("whole"));
                    CHECK(town.status(0)["ok"] == true);
                    CHECK(tests::holds(town.gateway->told(), R"("state":"resubscribed")"));
                } else {
                    CHECK(in_state("gone"));
                    CHECK(town.status(1)["accounts"][1]["missing_fields"].size() == 7);
                }
                CHECK(tests::holds(town.gateway->told(), R"("level":"error","event":"subscription")"));
            }
        }
    }
}
