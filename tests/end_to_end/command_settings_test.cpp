// Settings: every problem told at once and never a value; doctor names what to mend.
#include <catch2/catch.hpp>

#include <algorithm>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "gateway/emulator/emulator.hpp"
#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/support/scripted_server.hpp"

using namespace motcua;

namespace {

constexpr const char* faulty = R"(
workers = 0
queue_bound = "many-s3cret"
log_level = "s3cret-level"
colour = "s3cret-colour"
[webhook]
port = 70000
prot = 1
[zalo]
[[zalo.app]]
oa_secret = "s3cret-in-the-file"
[[zalo.account]]
oa_id = "388613280878808645"
access_token_file = "s3cret-absent-file"
[messenger]
[[messenger.app]]
app_secret_env = "MOTCUA_TEST_S3CRET_ABSENT"
verify_token_file = "a"
verify_token_env = "b"
[[messenger.page]]
page_id = "1"
)";

}  // namespace

TEST_CASE("every problem of the settings is told at once, with its name and never its value", "[command]") {
    const tests::TemporaryFolder folder;
    const std::string file = (folder.path() / "motcua.toml").string();
    tests::write_file(file, faulty);
    for (const char* command : {"serve", "emulate"}) {
        INFO(command);
        const auto result = tests::run_command({command, "--config", file, "--data", folder.path().string()});
        CHECK(result.exit_code == 2);
        for (const char* name :
             {"workers: ", "queue_bound: ", "log_level: ", "colour: ", "webhook.port: ", "webhook.prot: ", "zalo.app.app_id: ",
              "zalo.app.oa_secret: ", "zalo.account.access_token_file: ", "messenger.app.app_secret_env: ",
              "messenger.app.verify_token: ", "messenger.page.access_token: "}) {
            INFO(name);
            CHECK(tests::holds(result.err, std::string("\n") + name));
        }
        CHECK_FALSE(tests::holds(result.out + result.err, "s3cret"));
        CHECK_FALSE(tests::holds(result.out + result.err, "70000"));
    }
    CHECK_FALSE(std::filesystem::exists(folder.path() / "queue.db"));
}

TEST_CASE("settings that are no TOML are told with their line", "[command]") {
    const tests::TemporaryFolder folder;
    const std::string file = (folder.path() / "motcua.toml").string();
    tests::write_file(file, "workers = 2\nport = = s3cret\n");
    const auto result = tests::run_command({"serve", "--config", file, "--data", folder.path().string()});
    CHECK(result.exit_code == 2);
    CHECK(tests::holds(result.err, "line 2"));
    CHECK_FALSE(tests::holds(result.err, "s3cret"));
    const auto absent = tests::run_command({"serve", "--config", file + ".absent"});
    CHECK(absent.exit_code == 2);
    CHECK(tests::holds(absent.err, "--config"));
}

TEST_CASE("serve without a channel ends with exit code 2 and says what to do", "[command]") {
    const tests::TemporaryFolder folder;
    const auto result = tests::run_command({"serve", "--data", folder.path().string()});
    CHECK(result.exit_code == 2);
    CHECK(tests::holds(result.err, "[[zalo.app]]"));
}

TEST_CASE("an empty secret does not start the gateway", "[command]") {
    tests::RunningGateway gateway(tests::silent_port());
    const char* secret = GENERATE("oa-secret", "app-secret", "verify-token", "oa-token", "page-token");
    INFO(secret);
    tests::write_file(gateway.settings() / secret, "\n");
    const auto result = tests::run_command(gateway.command({"serve"}));
    CHECK((result.exit_code == 2 || result.exit_code == 3));
    CHECK_FALSE(result.err.empty());
    CHECK_FALSE(tests::holds(result.err, "\"started\""));
}

TEST_CASE("the folder of state that the settings name counts for every command", "[command]") {
    const tests::TemporaryFolder folder;
    const std::string file = (folder.path() / "motcua.toml").string();
    const auto state = folder.path() / "state";
    tests::write_file(file, "data = \"" + state.string() + "\"\n");
    CHECK(tests::run_command({"kb", "stats", "--config", file}).exit_code == 0);
    CHECK(std::filesystem::exists(state / "knowledge.db"));
    CHECK(tests::run_command({"dead", "list", "--config", file}).exit_code == 0);
    CHECK(std::filesystem::exists(state / "queue.db"));
    const auto other = folder.path() / "other";
    CHECK(tests::run_command({"kb", "stats", "--config", file, "--data", other.string()}).exit_code == 0);
    CHECK(std::filesystem::exists(other / "knowledge.db"));
    tests::write_file(file, "dtaa = 1\n");
    const auto wrong = tests::run_command({"kb", "stats", "--config", file});
    CHECK(wrong.exit_code == 2);
    CHECK(tests::holds(wrong.err, "dtaa: "));
}

TEST_CASE("doctor finds nothing to mend in a working house", "[command]") {
    adapters::CpprestHttpClient http;
    gateway::EmulatorSettings platforms;
    platforms.zalo = tests::zalo_account();
    platforms.messenger = tests::messenger_page();
    gateway::Emulator emulator(platforms, http);
    emulator.start();
    tests::RunningGateway gateway(emulator.port());
    REQUIRE(tests::run_command(gateway.command({"channel", "setup"})).exit_code == 0);
    const auto result = tests::run_command(gateway.command({"doctor"}));
    INFO(result.out);
    CHECK(result.exit_code == 0);
    CHECK_FALSE(tests::holds(result.out, "MEND"));
    for (const char* part : {"settings", "zalo", "messenger", "knowledge", "queue", "webhook", "ops"}) {
        INFO(part);
        CHECK(tests::holds(result.out, std::string("ok    ") + part));
    }
    CHECK_FALSE(tests::holds(result.out + result.err, tests::zalo_account().oa_secret));
}

TEST_CASE("doctor names what to mend", "[command]") {
    tests::RunningGateway gateway(tests::silent_port());
    SECTION("a port that is taken") {
        tests::ScriptedServer taken([](tests::ServedConnection&) {});
        const std::string file = (gateway.settings() / "motcua.toml").string();
        std::string text = tests::bytes_of(file);
        text.replace(text.find("port = 0"), 8, "port = " + std::to_string(taken.port()));
        tests::write_file(file, text);
        const auto result = tests::run_command(gateway.command({"doctor"}));
        CHECK(result.exit_code == 1);
        CHECK(tests::holds(result.out, "MEND  webhook"));
    }
    SECTION("a secret that is not there, and an unknown key") {
        std::filesystem::remove(gateway.settings() / "oa-token");
        const std::string file = (gateway.settings() / "motcua.toml").string();
        tests::write_file(file, "colour = 1\n" + tests::bytes_of(file));
        const auto result = tests::run_command(gateway.command({"doctor"}));
        CHECK(result.exit_code == 1);
        CHECK(tests::holds(result.out, "MEND  zalo.account.access_token_file"));
        CHECK(tests::holds(result.out, "MEND  colour"));
    }
    SECTION("a queue that is damaged") {
        tests::write_file(gateway.data() / "queue.db", std::string(8192, 'x'));
        const auto result = tests::run_command(gateway.command({"doctor"}));
        CHECK(result.exit_code == 1);
        CHECK(tests::holds(result.out, "MEND  queue"));
    }
    SECTION("no channel") {
        const auto result = tests::run_command({"doctor", "--data", gateway.data().string()});
        CHECK(result.exit_code == 1);
        CHECK(tests::holds(result.out, "MEND  channels"));
    }
}
