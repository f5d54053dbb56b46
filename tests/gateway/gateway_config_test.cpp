// The settings: every problem at once, never a value, secrets only from files and the environment.
#include <catch2/catch.hpp>
#include <stdlib.h>

#include "gateway/config/config.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using gateway::config_from;

namespace {

/// "name: allowed" lines of a text that is wrong; empty when it is right.
std::string problems(const std::string& toml, const std::filesystem::path& folder = {}) {
    const auto read = config_from(toml, folder);
    return read ? std::string{} : gateway::text_of(read.error());
}

bool names(const std::string& lines, const std::string& name) {
    return ("\n" + lines).find("\n" + name + ": ") != std::string::npos;
}

}  // namespace

TEST_CASE("an empty file gives the defaults: loopback, no channel", "[gateway][config]") {
    const auto config = config_from("", {});
    REQUIRE(config);
    CHECK(config->webhook.address == "127.0.0.1");
    CHECK(config->ops.address == "127.0.0.1");
    CHECK(config->zalo_apps.empty());
    CHECK(config->messenger_apps.empty());
    CHECK(gateway::read_config({}));
}

TEST_CASE("a whole file is read", "[gateway][config]") {
    TempFolder folder;
    folder.write("keys/oa", "oa-secret-1\nsecond line\n");
    folder.write("token", "token-1\r\n");
    ::setenv("MOTCUA_TEST_APP_SECRET", "fb-secret ", 1);
    const auto config = config_from(R"(
data = "/srv/motcua"
workers = 3
answer_age_minutes = 20
log_level = "warn"
[webhook]
address = "0.0.0.0"
port = 9000
[office]
phone = "0291"
[[zalo.app]]
app_id = "41"
oa_secret_file = "keys/oa"
[[zalo.account]]
oa_id = "53"
access_token_file = "token"
[[zalo.account]]
oa_id = "54"
access_token_file = "token"
[[messenger.app]]
app_secret_env = "MOTCUA_TEST_APP_SECRET"
verify_token_file = "token"
[[messenger.page]]
page_id = "61"
access_token_file = "token"
)", folder.path());
    ::unsetenv("MOTCUA_TEST_APP_SECRET");
    REQUIRE(config);
    CHECK(config->data == "/srv/motcua");
    CHECK(config->workers == 3);
    CHECK(config->answer_age == std::chrono::minutes(20));
    CHECK(config->log_level == "warn");
    CHECK(config->webhook.address == "0.0.0.0");
    CHECK(config->webhook.port == 9000);
    CHECK(config->office.phone == "0291");
    REQUIRE(config->zalo_apps.size() == 1);
    CHECK(config->zalo_apps[0].oa_secret == "oa-secret-1");
    REQUIRE(config->zalo_accounts.size() == 2);
    CHECK(config->zalo_accounts[1].oa_id == "54");
    CHECK(config->zalo_accounts[1].access_token == "token-1");
    CHECK(config->messenger_apps.at(0).app_secret == "fb-secret");
    CHECK(config->messenger_pages.at(0).page_id == "61");
}

TEST_CASE("every problem is told at once, and no value with it", "[gateway][config]") {
    const std::string told = problems(R"(
workers = "canary-1"
senders = 999
log_level = "canary-2"
colour = "canary-3"
[webhook]
port = 70000
[office]
phone = 5
fax = "canary-4"
[[zalo.app]]
oa_secret = "canary-5"
[messenger]
)");
    for (const char* name : {"workers", "senders", "log_level", "colour", "webhook.port", "office.phone", "office.fax",
                             "zalo.app.app_id", "zalo.app.oa_secret", "zalo.account", "messenger.app", "messenger.page"}) {
        INFO(name << " in\n" << told);
        CHECK(names(told, name));
    }
    CHECK(told.find("canary") == std::string::npos);
    CHECK(told.find("70000") == std::string::npos);
}

TEST_CASE("a setting out of its range or of another type is told with what is allowed", "[gateway][config]") {
    struct Row {
        const char* why;
        const char* toml;
        const char* name;
    };
    const auto row = GENERATE(values<Row>({
        {"too few", "workers = 0", "workers"},
        {"negative port", "[ops]\nport = -1", "ops.port"},
        {"a number as text", "queue_bound = \"1000\"", "queue_bound"},
        {"a fraction", "senders = 2.5", "senders"},
        {"a table where none belongs", "workers = {}", "workers"},
        {"no table where one belongs", "webhook = 5", "webhook"},
        {"one table where several belong", "[zalo]\napp = 1", "zalo.app"},
        {"an unknown table", "[telegram]\ntoken = 1", "telegram"},
        {"no TOML at all", "workers = = 1", "line 1"},
    }));
    INFO(row.why << "\n" << problems(row.toml));
    CHECK(names(problems(row.toml), row.name));
}

TEST_CASE("a secret that cannot be had is a problem", "[gateway][config]") {
    TempFolder folder;
    folder.write("empty", "");
    folder.write("key", "k");
    ::unsetenv("MOTCUA_TEST_UNSET");
    const auto with = [&folder](const std::string& line) {
        return problems("[[zalo.account]]\noa_id = \"5\"\naccess_token_file = \"key\"\n[[zalo.app]]\napp_id = \"4\"\n" + line,
                        folder.path());
    };
    CHECK(with("oa_secret_file = \"key\"").empty());
    CHECK(names(with(""), "zalo.app.oa_secret"));
    CHECK(names(with("oa_secret_file = \"no-such-file\""), "zalo.app.oa_secret_file"));
    CHECK(names(with("oa_secret_file = \"empty\""), "zalo.app.oa_secret_file"));
    CHECK(names(with("oa_secret_env = \"MOTCUA_TEST_UNSET\""), "zalo.app.oa_secret_env"));
    CHECK(names(with("oa_secret_file = \"key\"\noa_secret_env = \"MOTCUA_TEST_UNSET\""), "zalo.app.oa_secret"));
    CHECK(names(with("oa_secret = \"plain\""), "zalo.app.oa_secret"));
}

TEST_CASE("an account without an access token has a token chain, when there is a key and its app's secret", "[gateway][config]") {
    TempFolder folder;
    folder.write("secret", "s\n");
    folder.write("open-key", std::string(64, 'a'));
    folder.write("key", std::string(64, 'a'));
    std::filesystem::permissions(folder / "key", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const std::string app = "[[zalo.app]]\napp_id = \"41\"\noa_secret_file = \"secret\"\n";
    const std::string own = "app_secret_file = \"secret\"\n";
    const std::string other = "[[zalo.app]]\napp_id = \"42\"\noa_secret_file = \"secret\"\napp_secret_file = \"secret\"\n";
    const std::string account = "[[zalo.account]]\noa_id = \"53\"\n";
    const std::string key = "[zalo]\ntoken_key_file = \"key\"\n";
    const auto with = [&folder](const std::string& toml) { return problems(toml, folder.path()); };
    CHECK(with(key + app + own + account).empty());
    CHECK(names(with(app + own + account), "zalo.account.access_token"));
    CHECK(names(with(key + app + account), "zalo.app.app_secret"));
    CHECK(with(key + app + account + "access_token_file = \"secret\"\n").empty());
    CHECK(names(with(key + app + other + account), "zalo.account.app_id"));
    CHECK(names(with(key + app + other + account + "app_id = \"43\"\n"), "zalo.account.app_id"));
    CHECK(with(key + app + other + account + "app_id = \"42\"\n").empty());
    CHECK(names(with(key + app + other + account + "app_id = \"41\"\n"), "zalo.app.app_secret"));
    for (const char* wrong : {"open-key", "secret", "none"}) {
        INFO(wrong);
        CHECK(names(with("[zalo]\ntoken_key_file = \"" + std::string(wrong) + "\"\n" + app + own + account), "zalo.token_key_file"));
    }
    const auto config = config_from(key + app + own + "callback_url = \"https://h.test/\"\n" + account, folder.path());
    REQUIRE(config);
    CHECK(config->zalo_token_key == folder / "key");
    CHECK(config->zalo_oauth == "https://oauth.zaloapp.com");
    CHECK(gateway::app_of(*config, config->zalo_accounts[0])->callback_url == "https://h.test/");
}

TEST_CASE("what the platforms would refuse of a set-up is told before they are asked", "[gateway][config]") {
    struct Row {
        const char* why;
        std::string toml;
        const char* problem;  // empty: there is none
    };
    const std::string profile = "[messenger.profile]\n";
    const std::string messenger =
        "[[messenger.app]]\napp_secret_file = \"key\"\nverify_token_file = \"key\"\n[[messenger.page]]\npage_id = \"6\"\n"
        "access_token_file = \"key\"\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"nothing said", "", ""},
        {"own texts", profile + "greeting = \"Chào\"\nice_breakers = [\"a?\"]\nmenu = [\"b\"]\n", ""},
        {"empty texts leave the Page's own", profile + "greeting = \"\"\nice_breakers = []\nmenu = []\n", ""},
        {"a greeting of 161 characters", profile + "greeting = \"" + std::string(161, 'a') + "\"\n", "messenger.profile.greeting"},
        {"five questions", profile + "ice_breakers = [\"a\",\"b\",\"c\",\"d\",\"e\"]\n", "messenger.profile.ice_breakers"},
        {"an empty question", profile + "ice_breakers = [\"\"]\n", "messenger.profile.ice_breakers"},
        {"no list", profile + "ice_breakers = \"a\"\n", "messenger.profile.ice_breakers"},
        {"a title of 31 characters", profile + "menu = [\"" + std::string(31, 'a') + "\"]\n", "messenger.profile.menu"},
        {"a link without https", profile + "[[messenger.profile.link]]\ntitle = \"a\"\nurl = \"http://a.test\"\n", "messenger.profile.link.url"},
        {"a domain without https", profile + "domains = [\"\"]\n", "messenger.profile.domains"},
        {"an unknown key", profile + "greetings = \"a\"\n", "messenger.profile.greetings"},
        {"a pause of nothing", "[channels]\ncheck_seconds = 0\n", "channels.check_seconds"},
        {"a flag that is none", "[channels]\nresubscribe = 1\n", "channels.resubscribe"},
        {"a code with a path", "[channels]\nzalo_verifier = \"../a\"\n", "channels.zalo_verifier"},
        {"a public address without https", "[channels]\npublic_url = \"http://a.test\"\n", "channels.public_url"},
        {"a web chat without its secret", "[web]\nreply_url = \"https://a.test\"\n", "web.secret"},
        {"a web chat without its address", "[web]\nsecret_file = \"key\"\n", "web.reply_url"},
    }));
    INFO(row.why);
    TempFolder folder;
    folder.write("key", "k\n");
    const auto found = problems(messenger + row.toml, folder.path());
    INFO(found);
    if (row.problem[0] == '\0') {
        CHECK(found.empty());
    } else {
        CHECK(names(found, row.problem));
    }
}

TEST_CASE("a file that cannot be read is a problem, not the defaults", "[gateway][config]") {
    TempFolder folder;
    const auto read = gateway::read_config(folder / "none.toml");
    REQUIRE_FALSE(read);
    CHECK(read.error().at(0).name == "--config");
}

TEST_CASE("how long the bot keeps silent for people is a setting", "[gateway][config][takeover]") {
    const auto defaults = config_from("", {});
    REQUIRE(defaults);
    CHECK(defaults->human_silence == std::chrono::minutes(60));
    CHECK(defaults->human_wait == std::chrono::minutes(15));
    CHECK(defaults->messenger_inbox_app == "263902037430900");
    const auto chosen = config_from("[conversation]\nhuman_silence = 0\nhuman_wait = 1440\n", {});
    REQUIRE(chosen);
    CHECK(chosen->human_silence == std::chrono::minutes(0));
    CHECK(chosen->human_wait == std::chrono::minutes(1440));
    const std::string lines = problems("[conversation]\nhuman_silence = 1441\nhuman_wait = -1\npatience = 3\n");
    for (const char* name : {"conversation.human_silence", "conversation.human_wait", "conversation.patience"}) {
        CHECK(names(lines, name));
    }
}
