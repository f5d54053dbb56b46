// The chat page needs nothing from outside and runs nothing that is not in its own files.
#include <catch2/catch.hpp>

#include "tests/gateway/emulator_town.hpp"

using namespace motcua;

TEST_CASE("the page and its files are served with a closed content policy", "[emulator]") {
    struct Row {
        const char* path;
        const char* type;
        const char* holds;
    };
    const std::vector<Row> rows{
        {"/", "text/html; charset=utf-8", "Nhật ký trao đổi"},
        {"/style.css", "text/css; charset=utf-8", ":focus-visible"},
        {"/app.js", "text/javascript; charset=utf-8", "/api/send"},
        {"/chat_view.js", "text/javascript; charset=utf-8", "gov.vn"},
        {"/citizen.js", "text/javascript; charset=utf-8", "localStorage"},
        {"/exchange_view.js", "text/javascript; charset=utf-8", "signature"},
    };
    tests::Town town;
    for (const Row& row : rows) {
        INFO(row.path);
        const auto answer = town.get(row.path);
        CHECK(answer.status == 200);
        CHECK(answer.header("content-type") == row.type);
        CHECK_THAT(answer.header("content-security-policy"),
                   Catch::StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                                     "img-src 'self' data:"));
        CHECK_THAT(answer.body, Catch::Contains(row.holds));
    }
    CHECK(town.get("/web/app.js").status == 404);
    CHECK(town.get("/api/events?channel=zalo").status == 400);
}

TEST_CASE("the page has no inline script, no inline style, no markup from text, nothing from elsewhere", "[emulator]") {
    struct Row {
        const char* why;
        const char* path;
        const char* never;
    };
    const std::vector<Row> rows{
        {"a script with a body", "/", "<script>"},
        {"an inline style", "/", "style=\""},
        {"a style element", "/", "<style"},
        {"a handler attribute", "/", " onclick="},
        {"a file from elsewhere", "/", "src=\"http"},
        {"a file from elsewhere", "/", "href=\"http"},
        {"a font or picture from elsewhere", "/style.css", "url("},
        {"an import", "/style.css", "@import"},
        {"markup made of text", "/app.js", "innerHTML"},
        {"markup made of text", "/chat_view.js", "innerHTML"},
        {"markup made of text", "/exchange_view.js", "innerHTML"},
        {"markup made of text", "/chat_view.js", "insertAdjacentHTML"},
        {"an inline style that the policy would drop", "/chat_view.js", ".style."},
        {"an inline style that the policy would drop", "/app.js", ".style."},
    };
    tests::Town town;
    for (const Row& row : rows) {
        INFO(row.why << " in " << row.path);
        const auto answer = town.get(row.path);
        REQUIRE(answer.status == 200);
        CHECK(answer.body.find(row.never) == std::string::npos);
    }
}
