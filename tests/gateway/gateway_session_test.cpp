// The dialogue session as text, and what a short answer picks from it.
#include <catch2/catch.hpp>

#include "gateway/conversation/follow_up.hpp"

using namespace motcua;
using gateway::DialogueSession;
using intents::Facet;
using namespace std::chrono_literals;

TEST_CASE("a session comes back from its text as it was", "[gateway]") {
    DialogueSession session;
    SECTION("new") {}
    SECTION("one procedure") {
        session.code = "1.001193";
        session.facets = {Facet::fee};
        session.touched = 1'764'000'000s;
    }
    SECTION("options") {
        session.facets = {Facet::documents, Facet::duration};
        session.options = {"1.001193", "3.000348", "2.000815"};
        session.touched = -5s;
    }
    const auto read = DialogueSession::from_text(session.to_text());
    CHECK(read.code == session.code);
    CHECK(read.facets == session.facets);
    CHECK(read.options == session.options);
    CHECK(read.touched == session.touched);
}

TEST_CASE("a text that is damaged or of another version starts the dialogue over", "[gateway]") {
    const char* text = GENERATE("", "1", "|", "1|2", "1|5|1.001193|fee", "2|5|1.001193|fee|", "1|x|1.001193|fee|",
                                "1|5x|1.001193|fee|", "1||1.001193|fee|", "1|99999999999999999999|1.001193|fee|",
                                "1|5|1.001193|fee|a|b", "{\"code\":\"1.001193\"}");
    INFO(text);
    const auto read = DialogueSession::from_text(text);
    CHECK(read.code.empty());
    CHECK(read.facets.empty());
    CHECK(read.options.empty());
    CHECK(read.touched == 0s);
}

TEST_CASE("a facet of another version drops out and the rest stays", "[gateway]") {
    const auto read = DialogueSession::from_text("1|5|1.001193|fee,horoscope,place|");
    CHECK(read.facets == std::vector<Facet>{Facet::fee, Facet::place});
    CHECK(read.code == "1.001193");
}

TEST_CASE("a session ends thirty minutes after its last message", "[gateway]") {
    DialogueSession session;
    session.code = "1.001193";
    session.touched = 1000s;
    CHECK(session.current(1000s + 30min).code == "1.001193");
    CHECK(session.current(1001s + 30min).code.empty());
}

TEST_CASE("a short answer picks an option, anything else picks none", "[gateway]") {
    struct Row {
        const char* why;
        const char* typed;
        int picked;  // from 1; 0: none
    };
    const auto row = GENERATE(values<Row>({
        {"a digit", "2", 2},
        {"a digit with a full stop", "3.", 3},
        {"a polite digit", "dạ số 1 ạ", 1},
        {"an ordinal", "cái thứ hai", 2},
        {"an ordinal without accents", "cai thu 2", 2},
        {"the first", "cái đầu tiên", 1},
        {"the first, another word", "thứ nhất", 1},
        {"the fourth", "thứ tư", 4},
        {"a verb before it", "chọn 3 nhé", 3},
        {"a bare word may be anything: three, father, aunt", "ba", 0},
        {"a bare word may be anything: two", "hai", 0},
        {"beyond the list", "5", 0},
        {"zero", "0", 0},
        {"a number inside a question", "2 con thì sao", 0},
        {"a new question", "đăng ký khai sinh", 0},
        {"too long for a choice", "số 2 số 2 số 2 số 2", 0},
        {"nothing", "", 0},
        {"only politeness", "dạ", 0},
    }));
    INFO(row.why << ": " << row.typed);
    DialogueSession session;
    session.options = {"1.000001", "1.000002", "1.000003", "1.000004"};
    const auto chosen = gateway::chosen_option(intents::normalize(row.typed), session);
    const std::string expected = row.picked == 0 ? "" : session.options[static_cast<std::size_t>(row.picked - 1)];
    CHECK(chosen.value_or("") == expected);
    CHECK_FALSE(gateway::chosen_option(intents::normalize(row.typed), {}));
}

TEST_CASE("a facet without a procedure goes on about the last one", "[gateway]") {
    DialogueSession session;
    session.code = "1.001193";
    kb::Query query;
    query.facets = {Facet::fee};
    CHECK(gateway::asks_another_facet(query, session));
    CHECK_FALSE(gateway::asks_another_facet(query, {}));
    SECTION("other words may mean another procedure") { query.content_words = 2; }
    SECTION("a code names another procedure") { query.codes = {"1.000894"}; }
    SECTION("no part is asked") { query.facets.clear(); }
    CHECK_FALSE(gateway::asks_another_facet(query, session));
}
