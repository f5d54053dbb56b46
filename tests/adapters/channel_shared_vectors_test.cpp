// The signature vectors of the shared material, when it is there.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/messenger/messenger_request.hpp"
#include "adapters/zalo/zalo_signature.hpp"
#include "tests/adapters/channel_fakes.hpp"
#include "tests/support/shared_data.hpp"

using namespace motcua;
using namespace motcua::adapters;
using nlohmann::json;

namespace {

std::string from_base64(const std::string& text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned int held = 0;
    int bits = 0;
    for (const char letter : text) {
        const std::size_t value = letters.find(letter);
        if (value == std::string_view::npos) break;
        held = (held << 6U | static_cast<unsigned int>(value)) & 0xFFFFFFU;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(held >> static_cast<unsigned int>(bits) & 0xFFU);
        }
    }
    return bytes;
}

SignatureState zalo_state(const json& vector, const std::string& header, const std::string& app_secret,
                          std::string* diagnosis = nullptr) {
    tests::ScriptedHttp http;
    ZaloSettings settings = tests::zalo_settings();
    settings.apps = {{vector.at("app_id").get<std::string>(),
                      {vector.at("oa_secret_key").get<std::string>()},
                      app_secret}};
    const std::string body = from_base64(vector.at("body_b64").get<std::string>());
    const auto verification =
        ZaloChannel(settings, http)
            .verify({body, {{"x-zevent-signature", header}, {"x-zevent-timestamp", "1699003881999"}}});
    if (diagnosis != nullptr) *diagnosis = verification.diagnosis;
    return verification.state;
}

}  // namespace

TEST_CASE("every shared Zalo vector gets its verdict", "[channel][shared]") {
    const auto path = tests::shared_file("signature-vectors/zalo.json");
    MOTCUA_SKIP_WITHOUT(path, "signature-vectors/zalo.json");
    const json file = json::parse(tests::bytes_of(path->string()));
    const std::string app_secret = file.at("fixture_app_secret_for_negative_tests").get<std::string>();
    std::map<std::string, json> by_name;
    for (const json& vector : file.at("vectors")) {
        INFO(vector.at("name").get<std::string>());
        by_name[vector.at("name").get<std::string>()] = vector;
        const std::string body = from_base64(vector.at("body_b64").get<std::string>());
        const std::string app_id = vector.at("app_id").get<std::string>();
        const std::string timestamp = vector.at("timestamp").get<std::string>();
        CHECK(body.size() == vector.at("body_len").get<std::size_t>());
        CHECK(hex_of(zalo_mac({app_id, body, timestamp}, vector.at("oa_secret_key").get<std::string>())) ==
              vector.at("expected_mac").get<std::string>());
        if (body == "BODY") continue;  // the formula alone: such a body holds no app id
        CHECK(zalo_state(vector, vector.at("header").get<std::string>(), app_secret) ==
              SignatureState::valid);
        tests::ScriptedHttp http;
        CHECK_NOTHROW(ZaloChannel(tests::zalo_settings(), http).events_of(body));
    }
    CHECK(by_name.size() == 24);
    for (const json& vector : file.at("header_cases")) {
        INFO(vector.at("name").get<std::string>());
        std::string diagnosis;
        const auto state = zalo_state(by_name.at(vector.at("body_vector").get<std::string>()),
                                      vector.at("header").get<std::string>(), app_secret, &diagnosis);
        const std::string verdict = vector.at("verdict").get<std::string>();
        CHECK((state == SignatureState::valid) == (verdict == "accept"));
        if (verdict == "reject_but_diagnose") CHECK_FALSE(diagnosis.empty());
    }
}

TEST_CASE("every shared Messenger vector gets its verdict", "[channel][shared]") {
    const auto path = tests::shared_file("signature-vectors/messenger.json");
    MOTCUA_SKIP_WITHOUT(path, "signature-vectors/messenger.json");
    const json file = json::parse(tests::bytes_of(path->string()));
    std::size_t checked = 0;
    for (const json& vector : file.at("signature")) {
        INFO(vector.at("id").get<std::string>());
        const std::string body = from_base64(vector.at("body_base64").get<std::string>());
        std::string header_name = vector.at("header_name").get<std::string>();
        for (char& letter : header_name) letter = static_cast<char>(std::tolower(letter));
        const std::string header =
            vector.at("header_value").is_null() ? "" : vector.at("header_value").get<std::string>();
        WebhookCall call{body, {}};
        if (!vector.at("header_value").is_null()) call.headers.emplace_back(header_name, header);
        tests::ScriptedHttp http;
        MessengerSettings settings = tests::messenger_settings();
        settings.apps[0].app_secrets = {vector.at("secret").get<std::string>()};
        bool accepted = false;
        try {
            accepted = MessengerChannel(settings, http).verify(call).state == SignatureState::valid;
        } catch (const std::invalid_argument&) {
            accepted = false;  // an empty secret, or one with its line end, does not start
        }
        const std::string expect = vector.at("expect").get<std::string>();
        if (expect != "either") CHECK(accepted == (expect == "valid"));
        CHECK_NOTHROW(MessengerChannel(tests::messenger_settings(), http).events_of(body));
        ++checked;
    }
    CHECK(checked == 43);
    for (const json& vector : file.at("appsecret_proof")) {
        INFO(vector.at("id").get<std::string>());
        const std::string token = vector.at("access_token").get<std::string>();
        const std::string secret = vector.at("app_secret").get<std::string>();
        const json& time = vector.at("appsecret_time");
        const std::string proof = time.is_null() ? untimed_proof(secret, token)
                                                 : timed_proof(secret, token, time.get<std::int64_t>());
        CHECK(proof == vector.at("appsecret_proof").get<std::string>());
    }
}
