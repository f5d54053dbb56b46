// Tokens that renew themselves, with the real binary against the emulator's OAuth: begun, renewed, broken,
// mended.
#include <catch2/catch.hpp>

#include <algorithm>
#include <future>
#include <thread>

#include "adapters/wire_json.hpp"
#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/emulated_town.hpp"
#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/support/scripted_server.hpp"

using namespace motcua;

namespace {

constexpr const char* first_access = "access-token-of-the-console-v4lueG";
constexpr const char* first_refresh = "refresh-token-of-the-console-v4lueH";

struct TokenTown : tests::EmulatedTown {
    TokenTown()
        : EmulatedTown(settings(), tests::RunningGateway::ZaloToken::from_chain, [](std::uint16_t) { return std::string(); }) {}

    static gateway::EmulatorSettings settings() {
        gateway::EmulatorSettings settings;
        settings.zalo = tests::zalo_account();
        settings.zalo.access_token = first_access;
        settings.zalo.app_secret = tests::zalo_app_secret;
        settings.zalo.refresh_token = first_refresh;
        settings.messenger = tests::messenger_page();
        return settings;
    }
    tests::CommandResult tokens(std::vector<std::string> words, const std::string& input = "") {
        words.insert(words.begin(), "tokens");
        return tests::run_command(gateway->command(words), input);
    }
    /// True once the ops listener shows that line with the value 1.
    bool shows(const std::string& line) {
        return within_patience([&] { return tests::metric(gateway->ops("/metrics"), line) == 1.0; });
    }
    static std::string state(const std::string& name) {
        return "motcua_token_chain{account=\"" + tests::zalo_account().oa_id + "\",state=\"" + name + "\"}";
    }
    /// What the citizen reads after asking; empty when nothing came.
    std::string answer_to(const std::string& text) {
        const std::string url = emulator_url();
        http.send({"POST",
                   url + "/api/send",
                   {{"Content-Type", "application/json"}},
                   R"({"channel":"zalo","user":"1234567890","text":")" + text + "\"}"});
        for (int after = 0; after < 2;) {
            const auto news = http.send(
                {.method = "GET",
                 .url =
                     url + "/api/events?channel=zalo&user=1234567890&wait=20&after=" + std::to_string(after),
                 .timeout = std::chrono::seconds(30)});
            const auto messages = adapters::read_wire_json(news ? news->body : "")
                                      .value_or(adapters::WireNode{})["messages"]
                                      .children;
            if (messages.empty()) return {};
            for (const auto& message : messages) {
                if (message["text"].string() != text) return message["text"].string();
            }
            after += static_cast<int>(messages.size());
        }
        return {};
    }
    /// Opens a consent link as a browser does: where it is sent back to.
    std::string consent(const std::string& link) {
        const auto reply = tests::call(emulator.port(), tests::get_bytes(link.substr(link.find("/v4/"))));
        return reply.header("location");
    }
};

}  // namespace

SCENARIO("an imported pair is renewed at once, and replies go out with the new token",
         "[end_to_end][tokens]") {
    TokenTown town;
    const auto before = town.tokens({"status"});
    CHECK(before.exit_code == 1);
    CHECK(tests::holds(before.out, "needs_consent"));
    const auto imported = town.tokens({"import"}, std::string(first_access) + "\n" + first_refresh + "\n");
    INFO(imported.err);
    REQUIRE(imported.exit_code == 0);
    town.start();
    REQUIRE(town.shows("motcua_token_attempts_total{outcome=\"refreshed\"}"));
    CHECK(town.shows(TokenTown::state("ready")));
    CHECK(tests::holds(town.answer_to(tests::licence_question), "Cấp lại giấy phép lái xe"));
    const auto status = town.tokens({"status"});
    CHECK(status.exit_code == 0);
    CHECK(tests::holds(status.out, "number 2"));
    CHECK(town.tokens({"import"}, "a\nb\n").exit_code == 3);  // it works: left alone
    // A restart renews nothing: the pair is young.
    REQUIRE(town.gateway->stop().exit_code == 0);
    town.start();
    CHECK(town.shows(TokenTown::state("ready")));
    CHECK(tests::holds(town.tokens({"status"}).out, "number 2"));
    for (const std::string secret : {first_access, first_refresh, tests::zalo_app_secret}) {
        CHECK(tests::files_that_hold(town.gateway->data(), secret).empty());
        CHECK_FALSE(tests::holds(town.gateway->told() + status.out + before.out, secret));
    }
}

SCENARIO("a broken chain is an alarm, and a consent mends it while the gateway runs",
         "[end_to_end][tokens]") {
    TokenTown town;
    REQUIRE(town.tokens({"import"}, R"({"access_token":"stale","refresh_token":"spent","expires_in":"60"})")
                .exit_code == 0);
    REQUIRE(town.tokens({"import", "--replace"}, "stale\nspent\n").exit_code == 0);
    town.start();
    REQUIRE(town.shows(TokenTown::state("needs_consent")));
    CHECK(tests::holds(town.gateway->told(), R"("level":"error","event":"token_chain")"));
    CHECK(tests::holds(town.gateway->told(), R"("outcome":"consent_needed","reason":"zalo oauth -14014")"));
    CHECK_FALSE(tests::holds(town.gateway->told(), "spent"));
    const auto status = town.tokens({"status"});
    CHECK(status.exit_code == 1);
    CHECK(tests::holds(status.out, "zalo oauth -14014"));

    const auto offered = town.tokens({"consent"});
    CHECK(offered.exit_code == 1);
    CHECK(tests::holds(offered.err, "--code"));
    const std::string back = town.consent(offered.lines().at(0));
    REQUIRE(tests::holds(back, "https://office.test/back?code="));
    const auto redeemed = town.tokens({"consent", "--code", back});
    INFO(redeemed.err);
    REQUIRE(redeemed.exit_code == 0);
    CHECK(town.tokens({"consent", "--code", back}).exit_code == 3);  // it works once
    CHECK(town.shows(TokenTown::state("ready")));
    CHECK(tests::holds(town.answer_to(tests::licence_question), "Cấp lại giấy phép lái xe"));
    CHECK(town.tokens({"status"}).exit_code == 0);
}

SCENARIO("a gateway is ended while new tokens are on their way", "[end_to_end][tokens]") {
    std::promise<void> asked;
    std::promise<void> released;
    tests::ScriptedServer oauth([&](tests::ServedConnection& connection) {
        if (connection.request().empty()) return;
        asked.set_value();
        released.get_future().wait();
        const std::string body = R"({"access_token":"a-2","refresh_token":"r-2","expires_in":"90000"})";
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                        body);
    });
    tests::RunningGateway gateway(oauth.port(), tests::RunningGateway::ZaloToken::from_chain);
    const auto status = [&gateway] { return tests::run_command(gateway.command({"tokens", "status"})); };
    REQUIRE(tests::run_command(gateway.command({"tokens", "import"}), "a-1\nr-1\n").exit_code == 0);
    gateway.start("");
    REQUIRE(asked.get_future().wait_for(tests::town_patience) == std::future_status::ready);
    WHEN("it is asked to stop") {
        std::thread answer([&] {
            // It takes no more connections: it is stopping, and waits for the call.
            while (tests::call(gateway.webhook_port(), tests::get_bytes("/healthz")).status != 0) {
            }
            released.set_value();
        });
        const auto end = gateway.stop();
        answer.join();
        THEN("it waits for them, and they are stored") {
            CHECK(end.exit_code == 0);
            CHECK(status().exit_code == 0);
            CHECK(tests::holds(status().out, "number 2"));
        }
    }
    WHEN("it is killed") {
        gateway.kill("");
        gateway.wait_for_end(tests::town_patience);
        released.set_value();
        THEN("the disk says that the outcome is not known") {
            CHECK(status().exit_code == 1);
            CHECK(tests::holds(status().out, "refreshing"));
            CHECK(tests::holds(status().out, "number 1"));
        }
    }
}

TEST_CASE("a code can be pasted into the command that printed the link", "[end_to_end][tokens]") {
    TokenTown town;
    const auto tried = town.tokens({"consent"}, "made-up-code\n");
    CHECK(tried.exit_code == 3);
    CHECK(tests::holds(tried.err, "not accepted"));
    CHECK(tests::holds(town.tokens({"status"}).out, "needs_consent"));
}

TEST_CASE("a wrong key, a key for all to read and an unknown account are told, and change nothing",
          "[end_to_end][tokens]") {
    TokenTown town;
    REQUIRE(town.tokens({"import"}, std::string(first_access) + "\n" + first_refresh + "\n").exit_code == 0);
    const auto key = town.gateway->settings() / "token-key";
    const std::string right = tests::bytes_of(key);
    const std::string before = tests::bytes_of(town.gateway->data() / "tokens.db");
    tests::write_file(key, std::string(64, '8') + "\n");
    for (const char* command : {"tokens status", "serve", "doctor"}) {
        INFO(command);
        const auto result = std::string(command) == "tokens status"
                                ? town.tokens({"status"})
                                : tests::run_command(town.gateway->command({command}));
        CHECK((result.exit_code == 3 || std::string(command) == "doctor"));
        CHECK(tests::holds(result.out + result.err, "another key"));
    }
    CHECK(tests::bytes_of(town.gateway->data() / "tokens.db") == before);
    tests::write_file(key, right);
    CHECK(town.tokens({"status", "--account", "1"}).exit_code == 2);
    CHECK(tests::holds(town.tokens({"status"}).out, "number 1"));
    std::filesystem::permissions(key, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    const auto open = town.tokens({"status"});
    CHECK(open.exit_code == 2);
    CHECK(tests::holds(open.err, "zalo.token_key_file: "));
}
