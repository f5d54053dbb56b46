// The promises of the port Channel: the suite that every adapter of a messaging platform must pass.
#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "adapters/channel.hpp"
#include "tests/adapters/channel_fakes.hpp"

namespace motcua::tests {

/// A webhook call as the platform would make it; owns what WebhookCall points at.
struct SignedCall {
    std::string body;
    std::string header;  // lower case
    std::string signature;

    adapters::WebhookCall view() const { return {body, {{header, signature}}}; }
};

/// What the suite needs to know of an adapter.
struct ChannelUnderTest {
    std::string name;
    std::function<std::unique_ptr<adapters::Channel>(adapters::HttpClient&)> make;
    std::string account;
    std::string
        success;  // the body of the Send API's answer to a send that went well, with message id "ok-1"
    /// A message from the citizen "72"; the text goes in as JSON, quotes included.
    std::function<SignedCall(const std::string& quoted_text, const std::string& message_id)> signed_text;
    /// The text that a part shows, and the most characters that the platform takes (in its own count).
    std::function<std::string(const nlohmann::json& part)> shown_text;
    std::size_t most_characters;
    std::size_t (*characters_of)(const std::string& text);
};

inline std::size_t code_points_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A character beyond the first plane begins with F0 to F4 and counts twice.
inline std::size_t utf16_units_of(const std::string& text) {
    return code_points_of(text) + static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0xF0;
           }));
}

inline void check_verification(const ChannelUnderTest& under_test, const adapters::Channel& channel) {
    using adapters::SignatureState;
    const SignedCall call = under_test.signed_text(R"("l\u1ec7 ph\u00ed \ud83d\ude4f?")", "id-1");
    CHECK(channel.verify(call.view()).state == SignatureState::valid);
    CHECK(channel.verify({call.body, {}}).state == SignatureState::missing);
    CHECK(channel.verify({call.body, {{call.header, "nonsense"}}}).state == SignatureState::malformed);
    for (std::size_t at = 0; at < call.body.size(); ++at) {
        std::string flipped = call.body;
        flipped[at] = static_cast<char>(flipped[at] ^ 1);
        CHECK(channel.verify({flipped, {{call.header, call.signature}}}).state != SignatureState::valid);
    }
    std::string signature = call.signature;
    signature.back() = signature.back() == '0' ? '1' : '0';
    CHECK(channel.verify({call.body, {{call.header, signature}}}).state == SignatureState::mismatch);
    CHECK(channel.verify({call.body, {{call.header, call.signature}, {call.header, call.signature}}}).state !=
          SignatureState::valid);
}

inline void check_reading(const ChannelUnderTest& under_test, const adapters::Channel& channel) {
    const SignedCall call = under_test.signed_text(R"("l\u1ec7 ph\u00ed \ud83d\ude4f?")", "id-1");
    const auto events = channel.events_of(call.body);
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == adapters::EventKind::message);
    CHECK(events[0].message.text == "l\u1ec7 ph\u00ed \U0001F64F?");
    CHECK(events[0].message.envelope.channel == channel.kind());
    CHECK(events[0].message.envelope.account == under_test.account);
    CHECK(events[0].message.envelope.sender == "72");
    CHECK(events[0].message.envelope.message_id == "id-1");
    for (std::size_t size = 0; size < call.body.size(); ++size) {
        const auto cut = channel.events_of(std::string_view(call.body).substr(0, size));
        CHECK(std::all_of(cut.begin(), cut.end(),
                          [](const auto& event) { return event.kind == adapters::EventKind::malformed; }));
    }
    for (const char* hostile : {"\xff\xfe", "[[[[", "{\"a\":", "null", "\"\\ud800\"", "{}", "[]", "0"}) {
        CHECK_NOTHROW(channel.events_of(hostile));
    }
}

inline std::string id_of(const ChannelUnderTest& under_test, const adapters::Channel& channel, const std::string& text,
                         const std::string& message_id) {
    const auto events = channel.events_of(under_test.signed_text(text, message_id).body);
    return events.empty() ? "no event" : events[0].message.envelope.message_id;
}

/// The id is what tells a redelivery from a new message.
inline void check_ids(const ChannelUnderTest& under_test, const adapters::Channel& channel) {
    const std::string digits = "9007199254740993123";  // a double would round it
    CHECK(id_of(under_test, channel, R"("a")", digits) == digits);
    const std::string longest = id_of(under_test, channel, R"("a")", std::string(5000, 'x'));
    CHECK(longest.size() <= 255);
    CHECK(longest != id_of(under_test, channel, R"("a")", std::string(5001, 'x')));
    const std::string made = id_of(under_test, channel, R"("a")", "");
    CHECK_FALSE(made.empty());
    CHECK(made == id_of(under_test, channel, R"("a")", ""));
    CHECK(made != id_of(under_test, channel, R"("b")", ""));
}

/// Nothing over the limit, nothing lost, whatever the text is made of.
inline void check_limits(const ChannelUnderTest& under_test, const adapters::Channel& channel) {
    const intents::Envelope citizen = envelope_of(channel.kind(), under_test.account, "72");
    for (const char* piece : {"Gi\u1ea5y t\u1edd. ", "\U0001F64F", "ch\u1eef", "a\n"}) {
        INFO("of " << piece);
        std::string text = "begin ";
        for (int i = 0; i < 3000; ++i) text += piece;
        text += " end";
        const auto parts = channel.compose(citizen, {{text, {{"L\u1ec7 ph\u00ed", "#m:1:fee"}}}});
        std::string all;
        for (const auto& part : parts) {
            const std::string shown = under_test.shown_text(nlohmann::json::parse(part.body));
            CHECK(under_test.characters_of(shown) <= under_test.most_characters);
            all += shown;
        }
        const auto signs = [](const std::string& from) {
            return std::count_if(from.begin(), from.end(), [](char c) { return c != ' ' && c != '\n'; });
        };
        CHECK(signs(all) >= signs(text));  // a numbered list may come with it
        CHECK(all.find("begin") == 0);
        CHECK(all.find("end") != std::string::npos);
        CHECK(parts.back().body.find("#m:1:fee") != std::string::npos);
    }
}

inline void check_composing(const ChannelUnderTest& under_test, const adapters::Channel& channel) {
    const intents::Envelope citizen = envelope_of(channel.kind(), under_test.account, "72");
    std::string text;
    for (int i = 0; i < 400; ++i) text += "Gi\u1ea5y t\u1edd c\u1ea7n c\u00f3 \xff \U0001F64F. ";
    const std::vector<kb::Reply> replies{{text, {{"Xem th\u00eam \xc3", "#m:1:more"}}}, {"H\u1ebft", {}}};
    const auto parts = channel.compose(citizen, replies);
    REQUIRE(parts.size() >= 3);
    for (const auto& part : parts) CHECK(nlohmann::json::accept(part.body));  // refuses ill-formed UTF-8
    CHECK(parts.back().body.find("H\u1ebft") != std::string::npos);
    const auto again = channel.compose(citizen, replies);
    REQUIRE(again.size() == parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) CHECK(again[i].body == parts[i].body);
    CHECK(channel.compose(citizen, {}).empty());
}

inline void check_delivery(const ChannelUnderTest& under_test, adapters::Channel& channel,
                           ScriptedHttp& http) {
    using adapters::Fate;
    using adapters::HttpFault;
    using adapters::HttpResponse;
    struct Row {
        const char* why;
        HttpResult result;
        Fate fate;
    };
    const std::vector<Row> rows{
        {"sent", HttpResponse{.status = 200, .body = under_test.success}, Fate::sent},
        {"nobody there", failed(HttpFault::not_sent), Fate::retry},
        {"it may have arrived", failed(HttpFault::ambiguous), Fate::ambiguous},
        {"it has arrived and answers too much", failed(HttpFault::too_large), Fate::ambiguous},
        {"our own mistake", failed(HttpFault::bad_request), Fate::misconfigured},
        {"too many", HttpResponse{.status = 429, .body = "slow down"}, Fate::rate_limited},
        {"busy", HttpResponse{.status = 503, .body = "<html>"}, Fate::retry},
        {"broken on the way back", HttpResponse{.status = 502, .body = "<html>"}, Fate::ambiguous},
    };
    const auto part = part_to(envelope_of(channel.kind(), under_test.account, "72"), "{\"exact\": \"body\"}");
    for (const Row& row : rows) {
        INFO(row.why);
        http.results.push_back(row.result);
        const auto delivery = channel.deliver(part);
        CHECK(delivery.fate == row.fate);
        CHECK(http.requests.back().body == part.part.body);
        if (row.fate == Fate::sent)
            CHECK(delivery.platform_message_id == "ok-1");
        else
            CHECK_FALSE(delivery.reason.empty());
        if (row.fate == Fate::rate_limited) CHECK(delivery.retry_after.count() > 0);
    }
}

/// Runs all promises; call it from one TEST_CASE or SCENARIO.
inline void check_channel(const ChannelUnderTest& under_test) {
    INFO("channel " << under_test.name);
    ScriptedHttp http;
    const auto channel = under_test.make(http);
    check_verification(under_test, *channel);
    check_reading(under_test, *channel);
    check_ids(under_test, *channel);
    check_limits(under_test, *channel);
    check_composing(under_test, *channel);
    check_delivery(under_test, *channel, http);
}

}  // namespace motcua::tests
