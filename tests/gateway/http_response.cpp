// The bytes of a response header: no header of ours can be split, doubled or left out.
#include <catch2/catch.hpp>

#include "gateway/http/response_text.hpp"

using namespace motcua;
using Catch::Matchers::Contains;

namespace {

const auto when = std::chrono::system_clock::from_time_t(784111777);  // the date of RFC 9110's example

std::string text_of(const gateway::Response& response) { return gateway::head_of(response, {true, when}); }

}  // namespace

TEST_CASE("a response header has its fixed lines in a fixed order", "[http]") {
    CHECK(text_of({.body = "abc", .headers = {{"X-Id", "7"}}}) ==
          "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/plain; "
          "charset=utf-8\r\n"
          "Content-Length: 3\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"
          "Connection: keep-alive\r\nX-Id: 7\r\n\r\n");
}

TEST_CASE("a header that could split the response is dropped", "[http]") {
    struct Row {
        const char* why;
        std::string name;
        std::string value;
    };
    const auto row = GENERATE(values<Row>({
        {"CR LF in a value", "X-Evil", "a\r\nSet-Cookie: evil=1"},
        {"LF in a value", "X-Evil", "a\nSet-Cookie: evil=1"},
        {"CR in a value", "X-Evil", "evil\r"},
        {"NUL in a value", "X-Evil", std::string("a\0evil", 6)},
        {"CR LF in a name", "X-Evil\r\nB", "evil"},
        {"a space in a name", "X Evil", "evil"},
        {"no name", "", "evil"},
        {"Content-Length is ours", "content-LENGTH", "evil"},
        {"Transfer-Encoding is ours", "Transfer-Encoding", "evil"},
        {"Server is nobody's", "Server", "evil"},
        {"Cache-Control is ours", "Cache-Control", "evil"},
    }));
    INFO(row.why);
    const std::string text = text_of({.headers = {{row.name, row.value}, {"X-Good", "kept"}}});
    CHECK_THAT(text, !Contains("vil"));
    CHECK_THAT(text, Contains("X-Good: kept\r\n\r\n"));
}

TEST_CASE("a content type that could split the response is replaced", "[http]") {
    CHECK_THAT(text_of({.content_type = "text/html\r\nX: y"}),
               Contains("Content-Type: application/octet-stream\r\n"));
    CHECK_THAT(text_of({.content_type = ""}), Contains("Content-Type: application/octet-stream\r\n"));
}

TEST_CASE("a status decides the first line and whether there is a body", "[http]") {
    CHECK_THAT(text_of({.status = 404}), Catch::Matchers::StartsWith("HTTP/1.1 404 Not Found\r\n"));
    CHECK_THAT(text_of({.status = 299}), Catch::Matchers::StartsWith("HTTP/1.1 299 Status\r\n"));
    CHECK_THAT(text_of({.status = 101}), Catch::Matchers::StartsWith("HTTP/1.1 500 "));
    CHECK_THAT(text_of({.status = 1000}), Catch::Matchers::StartsWith("HTTP/1.1 500 "));
    CHECK_THAT(text_of({.status = 204, .body = "x"}), !Contains("Content-Length"));
    CHECK_FALSE(gateway::may_have_body(304));
    CHECK(gateway::may_have_body(200));
}
