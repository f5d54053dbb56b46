// The signatures of all channels: right ones pass, everything else is refused and named.
#include <catch2/catch.hpp>

#include "adapters/messenger/messenger_request.hpp"
#include "adapters/signature.hpp"
#include "adapters/zalo/zalo_signature.hpp"
#include "tests/adapters/channel_fakes.hpp"

using namespace motcua;
using namespace motcua::adapters;
using motcua::tests::ScriptedHttp;

namespace {

// Digests of these two bodies were made with `openssl dgst -sha256`.
const std::string zalo_body =
    R"({"app_id":"4100000000000000001","sender":{"id":"7200000000000000002"},"recipient":{"id":"5300000000000000003"},)"
    R"("event_name":"user_send_text","message":{"text":"l\u1ec7 ph\u00ed \/ \u0111\u0103ng k\u00fd?",)"
    R"("msg_id":"aa01bb02cc03dd04ee05"},"timestamp":"1760000000123"})";
const std::string zalo_hex = "66795c92976d73fc8fc99200ebcfddd7e63b23c9b492d89a7caba09832682d72";
const std::string page_body =
    R"({"object":"page","entry":[{"id":"610000000000001","time":1760000000456,"messaging":[{"sender":)"
    R"({"id":"9100000000000002"},"recipient":{"id":"610000000000001"},"timestamp":1760000000123,"message":)"
    R"({"mid":"m_own1","text":"c\u1ea5p l\u1ea1i \ud83d\ude4f https:\/\/a.vn \u0040"}}]}]})";
const std::string page_hex = "4414c3ed99acc4e6d40f36f0bccbe40c4c9d877bd5bc268fbafd053eae9df6af";

Verification zalo_says(const std::string& body,
                       const std::vector<std::pair<std::string_view, std::string_view>>& headers) {
    ScriptedHttp http;
    return ZaloChannel(tests::zalo_settings(), http).verify({body, headers});
}

Verification page_says(const std::string& body,
                       const std::vector<std::pair<std::string_view, std::string_view>>& headers) {
    ScriptedHttp http;
    return MessengerChannel(tests::messenger_settings(), http).verify({body, headers});
}

}  // namespace

TEST_CASE("digests are those of OpenSSL's command and compare by value", "[channel]") {
    CHECK(hex_of(sha256_of({"X", "BODY", "1234567890", "Y"})) ==
          "2f1ef5aabe67e8396a459ca89562e108ad541f82ba5022c85f645bd6b7220cb9");
    CHECK(hex_of(hmac_sha256("It's a Secret to Everybody", "Hello, World!")) ==
          "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    CHECK(digest_from_hex(zalo_hex).has_value());
    CHECK_FALSE(digest_from_hex(zalo_hex.substr(1)).has_value());
    CHECK_FALSE(digest_from_hex(zalo_hex.substr(1) + "g").has_value());
    CHECK(same_text("tok en", "tok en"));
    CHECK_FALSE(same_text("tok en", "tok e"));
}

TEST_CASE("a Zalo signature passes in every spelling of the header that is known, and in no other",
          "[channel]") {
    struct Row {
        const char* why;
        std::string header;
        SignatureState state;
    };
    std::string upper = zalo_hex;
    for (char& letter : upper)
        letter = letter >= 'a' && letter <= 'f' ? static_cast<char>(letter - 32) : letter;
    std::string flipped = zalo_hex;
    flipped.back() = '3';
    const auto row = GENERATE_COPY(values<Row>({
        {"documented", "mac=" + zalo_hex, SignatureState::valid},
        {"bare", zalo_hex, SignatureState::valid},
        {"as the documentation prints it", "mac = " + zalo_hex, SignatureState::valid},
        {"upper case", "MAC=" + upper, SignatureState::valid},
        {"equals sign alone", "=" + zalo_hex, SignatureState::valid},
        {"previous secret, while rotating",
         "mac=d77e13b7b88b0576e2b5b479476457a29179153aa32b580c5b3cc3fbd5f6893b", SignatureState::valid},
        {"prefix of another platform", "sha256=" + zalo_hex, SignatureState::malformed},
        {"empty", "", SignatureState::malformed},
        {"prefix alone", "mac=", SignatureState::malformed},
        {"one digit short", "mac=" + zalo_hex.substr(1), SignatureState::malformed},
        {"tail", "mac=" + zalo_hex + "=x", SignatureState::malformed},
        {"one bit off", "mac=" + flipped, SignatureState::mismatch},
    }));
    INFO(row.why);
    CHECK(zalo_says(zalo_body, {{"x-zevent-signature", row.header}}).state == row.state);
}

TEST_CASE("a wrong Zalo signature tells which known key would have made it", "[channel]") {
    struct Row {
        const char* diagnosis;
        const char* hex;
    };
    const auto row = GENERATE(values<Row>({
        {"app secret", "a8c4ffa833f8401d36720bcca5a69f974e742deca39f8e850f9ec3ff5fd84baf"},
        {"app secret of another app", "4ca340b550d9f01fe5505bb98937b7ae9b466a34dc12587c9864e420e03fdeb8"},
        {"oa secret with a line end", "d025ab0638d650806770eb723aa3f54fed8520059b15c5ad159a81d1e03632cf"},
        {"oa id as first term", "d207825bfd9b56f9c2c60285b4cd4c45ab6523a62541b8d59e848ff87885590b"},
        {"secret of another app", "67330a1c92ffed6eec245ab1c43f1fdc3c28db3de590d247274e2219cc9e4b66"},
        {"timestamp of the header", "d4f6992b49941663874194be8955191ba34e567b228bcc37944d0d9dd1446909"},
        {"", "0000000000000000000000000000000000000000000000000000000000000000"},
    }));
    const auto verification =
        zalo_says(zalo_body, {{"x-zevent-signature", row.hex}, {"x-zevent-timestamp", "1760000000999"}});
    CHECK(verification.state == SignatureState::mismatch);
    CHECK(verification.diagnosis == row.diagnosis);
}

TEST_CASE("what Zalo's signature needs is read from the body without trust", "[channel]") {
    struct Row {
        const char* why;
        std::string body;
        SignatureState state;
    };
    const auto row = GENERATE(values<Row>({
        {"no JSON", "BODY", SignatureState::unreadable},
        {"no app id", R"({"timestamp":"1"})", SignatureState::unreadable},
        {"no timestamp", R"({"app_id":"4100000000000000001"})", SignatureState::unreadable},
        {"an object as app id", R"({"app_id":{"a":1},"timestamp":"1"})", SignatureState::unreadable},
        {"an array", R"([{"app_id":"4100000000000000001","timestamp":"1"}])", SignatureState::unreadable},
        {"half a body", R"({"app_id":"4100000000000000001","timestamp":"1")", SignatureState::unreadable},
        {"too deep", R"({"app_id":"4100000000000000001","timestamp":"1","x":)" + std::string(100'000, '['),
         SignatureState::unreadable},
        {"an app that is not ours", R"({"app_id":"1","timestamp":"1"})", SignatureState::unknown_account},
        {"the last of two app ids counts", R"({"app_id":"4100000000000000001","app_id":"1","timestamp":"1"})",
         SignatureState::unknown_account},
    }));
    INFO(row.why);
    CHECK(zalo_says(row.body, {{"x-zevent-signature", zalo_hex}}).state == row.state);
}

TEST_CASE("Zalo's unsigned probe is told from a message without signature", "[channel]") {
    CHECK(zalo_says("", {}).state == SignatureState::probe);
    CHECK(zalo_says("{}", {}).state == SignatureState::probe);
    CHECK(zalo_says(" {\r\n} ", {}).state == SignatureState::probe);
    CHECK(zalo_says("{", {}).state == SignatureState::missing);
    CHECK(zalo_says("{}{}", {}).state == SignatureState::missing);
    CHECK(zalo_says(zalo_body, {}).state == SignatureState::missing);
    CHECK(zalo_says("{}", {{"x-zevent-signature", zalo_hex}}).state == SignatureState::unreadable);
    CHECK(zalo_says(zalo_body, {{"x-zevent-signature", zalo_hex}, {"x-zevent-signature", zalo_hex}}).state ==
          SignatureState::malformed);
}

TEST_CASE("a Messenger signature passes in exactly one form", "[channel]") {
    struct Row {
        const char* why;
        std::string header;
        SignatureState state;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"as Meta sends it", "sha256=" + page_hex, SignatureState::valid},
        {"previous secret, while rotating",
         "sha256=78f6d852277cdf0fe4c01957fba546e99c573231268e7aeb7047fee8857fd944", SignatureState::valid},
        {"no prefix", page_hex, SignatureState::malformed},
        {"prefix in upper case", "SHA256=" + page_hex, SignatureState::malformed},
        {"the hash is not the caller's choice", "sha1=" + page_hex.substr(0, 40), SignatureState::malformed},
        {"inner space", "sha256= " + page_hex, SignatureState::malformed},
        {"tail", "sha256=" + page_hex + "=x", SignatureState::malformed},
        {"empty", "", SignatureState::malformed},
        {"one bit off", "sha256=5" + page_hex.substr(1), SignatureState::mismatch},
    }));
    INFO(row.why);
    CHECK(page_says(page_body, {{"x-hub-signature-256", row.header}}).state == row.state);
}

TEST_CASE("a wrong Messenger signature tells which known key would have made it", "[channel]") {
    const auto by_token = page_says(
        page_body,
        {{"x-hub-signature-256", "sha256=2cb5f44f709a7552c4c40de0ea1a70454d690348eb5c3e992c5c6c2998502369"}});
    CHECK(by_token.state == SignatureState::mismatch);
    CHECK(by_token.diagnosis == "verify token");
    const auto legacy = page_says(page_body, {{"x-hub-signature", "sha1=00"}});
    CHECK(legacy.state == SignatureState::missing);
    CHECK(legacy.diagnosis == "legacy sha1 header");
}

TEST_CASE("a body that was parsed and written again no longer fits its signature", "[channel]") {
    std::string decoded = page_body;
    decoded.replace(decoded.find("\\u1ea5"), 6, "\u1ea5");
    CHECK(page_says(decoded, {{"x-hub-signature-256", "sha256=" + page_hex}}).state ==
          SignatureState::mismatch);
    std::string slashes = zalo_body;
    slashes.replace(slashes.find("\\/"), 2, "/");
    CHECK(zalo_says(slashes, {{"x-zevent-signature", zalo_hex}}).state == SignatureState::mismatch);
}

TEST_CASE("the handshake is answered with the challenge, byte for byte, or not at all", "[channel]") {
    struct Row {
        const char* why;
        const char* mode;
        const char* token;
        std::string challenge;
        bool answered;
    };
    const auto row = GENERATE(values<Row>({
        {"as Meta asks", "subscribe", "own-verify-token", "1158201444", true},
        {"larger than any integer", "subscribe", "own-verify-token", "18446744073709551616", true},
        {"Meta's own smoke test", "subscribe", "own-verify-token", "CHALLENGE_ACCEPTED", true},
        {"wrong token", "subscribe", "x", "1", false},
        {"prefix of the token", "subscribe", "own-verify-toke", "1", false},
        {"no token", "subscribe", "", "1", false},
        {"other mode", "unsubscribe", "own-verify-token", "1", false},
        {"no mode", "", "own-verify-token", "1", false},
        {"markup", "subscribe", "own-verify-token", "<script>", false},
        {"no challenge", "subscribe", "own-verify-token", "", false},
        {"over 128", "subscribe", "own-verify-token", std::string(129, '1'), false},
    }));
    INFO(row.why);
    ScriptedHttp http;
    const MessengerChannel channel(tests::messenger_settings(), http);
    const auto answer = channel.challenge_answer(row.mode, row.token, row.challenge);
    CHECK(answer.has_value() == row.answered);
    if (answer) CHECK(*answer == row.challenge);
}

TEST_CASE("a channel without a secret does not start and does not print the others", "[channel]") {
    ScriptedHttp http;
    struct Row {
        const char* names;
        std::function<void()> start;
    };
    const auto zalo = [&http](auto change) {
        return [&http, change] {
            auto settings = tests::zalo_settings();
            change(settings);
            const ZaloChannel channel(settings, http);
        };
    };
    const auto page = [&http](auto change) {
        return [&http, change] {
            auto settings = tests::messenger_settings();
            change(settings);
            const MessengerChannel channel(settings, http);
        };
    };
    const auto web = [&http](auto change) {
        return [&http, change] {
            auto settings = tests::web_settings();
            change(settings);
            const WebChannel channel(settings, http);
        };
    };
    const std::vector<Row> rows{
        {"zalo.apps:", zalo([](auto& s) { s.apps.clear(); })},
        {"zalo.apps[0].oa_secrets:", zalo([](auto& s) { s.apps[0].oa_secrets.clear(); })},
        {"zalo.apps[0].oa_secrets:", zalo([](auto& s) { s.apps[0].oa_secrets[1] = ""; })},
        {"zalo.apps[0].oa_secrets:", zalo([](auto& s) { s.apps[0].oa_secrets[0] += "\n"; })},
        {"zalo.apps[0].app_secret:", zalo([](auto& s) { s.apps[0].app_secret = ""; })},
        {"zalo.apps[1].app_id:", zalo([](auto& s) { s.apps[1].app_id = tests::own_app; })},
        {"zalo.accounts[1].access_token:", zalo([](auto& s) { s.accounts[1].access_token = nullptr; })},
        {"zalo.accounts[0].oa_id:", zalo([](auto& s) { s.accounts[0].oa_id = "../1"; })},
        {"zalo.base_url:", zalo([](auto& s) { s.base_url = ""; })},
        {"access_token:", [] { fixed_token(""); }},
        {"messenger.apps[0].app_secrets:", page([](auto& s) { s.apps[0].app_secrets = {""}; })},
        {"messenger.apps[0].verify_token:", page([](auto& s) { s.apps[0].verify_token = ""; })},
        {"messenger.pages:", page([](auto& s) { s.pages.clear(); })},
        {"messenger.pages[1].page_id:", page([](auto& s) { s.pages[1].page_id = tests::own_page; })},
        {"messenger.graph_version:", page([](auto& s) { s.graph_version = "25/../.."; })},
        {"web.secrets:", web([](auto& s) { s.secrets = {""}; })},
        {"web.reply_url:", web([](auto& s) { s.reply_url = "ftp://x"; })},
    };
    for (const Row& row : rows) {
        INFO(row.names);
        try {
            row.start();
            FAIL("it started");
        } catch (const std::invalid_argument& fault) {
            const std::string told = fault.what();
            CHECK(told.rfind(row.names, 0) == 0);
            CHECK(told.find("secret-") == std::string::npos);
            CHECK(told.find("own-") == std::string::npos);
        }
    }
}

TEST_CASE("the proof for the Send API is that of OpenSSL's command", "[channel]") {
    CHECK(untimed_proof("own-fb-secret", "EAAown") ==
          "8f82d235f3c4070911236def1b4c33aa940e75a0e6c47b4478bd09fed668741f");
    CHECK(timed_proof("own-fb-secret", "EAAown", 1760000000) ==
          "d504ef34d13992943e5bc2ca70afc8d87d92bbcee79be43690a6063de6389e38");
}
