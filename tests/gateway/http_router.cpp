// The table of routes decides: which handler, 404, or 405 with Allow.
#include <catch2/catch.hpp>

#include "gateway/http/router.hpp"

using namespace motcua;
using gateway::Request;
using gateway::Respond;
using gateway::Response;
using gateway::Route;
using gateway::Router;

namespace {

gateway::Handler says(std::string words) {
    return [words = std::move(words)](const Request&, const Respond& respond) { respond({.body = words}); };
}

Response answer(const Router& router, std::string method, std::string path) {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    Response given;
    router(request, [&given](Response response) { given = std::move(response); });
    return given;
}

Router table() {
    return Router({
        {"GET", "/", "front", says("front")},
        {"GET", "/hook", "handshake", says("handshake")},
        {"POST", "/hook", "events", says("events")},
        {"GET", "/files/*", "files", says("files")},
        {"GET", "/files/css/*", "styles", says("styles")},
        {"GET", "/files/exact", "one file", says("exact")},
        {"HEAD", "/files/exact", "one file's header", says("head")},
        {"DELETE", "/item", "removal", says("removed")},
    });
}

}  // namespace

TEST_CASE("the best route of the table answers", "[http]") {
    struct Row {
        const char* why;
        const char* method;
        const char* path;
        int status;
        const char* body;
        const char* allow;
    };
    const auto row = GENERATE(values<Row>({
        {"exact", "GET", "/hook", 200, "handshake", ""},
        {"same path, other method", "POST", "/hook", 200, "events", ""},
        {"HEAD is a GET", "HEAD", "/hook", 200, "handshake", ""},
        {"a HEAD of its own", "HEAD", "/files/exact", 200, "head", ""},
        {"below", "GET", "/files/a/b", 200, "files", ""},
        {"below, empty rest", "GET", "/files/", 200, "files", ""},
        {"the longer prefix", "GET", "/files/css/x", 200, "styles", ""},
        {"exact beats prefix", "GET", "/files/exact", 200, "exact", ""},
        {"not below", "GET", "/files", 404, "not found\n", ""},
        {"no such path", "GET", "/nothing", 404, "not found\n", ""},
        {"paths are compared as sent", "GET", "/%68ook", 404, "not found\n", ""},
        {"paths have a case", "GET", "/Hook", 404, "not found\n", ""},
        {"the front is not a prefix", "GET", "//", 404, "not found\n", ""},
        {"method not of this path", "POST", "/", 405, "method not allowed\n", "GET, HEAD"},
        {"PUT on a known path", "PUT", "/hook", 405, "method not allowed\n", "GET, HEAD, POST"},
        {"PUT on an unknown path", "PUT", "/nothing", 405, "method not allowed\n", "GET, HEAD, POST"},
        {"TRACE", "TRACE", "/", 405, "method not allowed\n", "GET, HEAD"},
        {"methods have a case", "get", "/hook", 405, "method not allowed\n", "GET, HEAD, POST"},
        {"a method that a route names", "DELETE", "/item", 200, "removed", ""},
    }));
    INFO(row.why);
    const Response given = answer(table(), row.method, row.path);
    CHECK(given.status == row.status);
    CHECK(given.body == row.body);
    CHECK((given.headers.empty() ? "" : given.headers.front().second) == row.allow);
}

TEST_CASE("a table that cannot be meant is refused at start-up", "[http]") {
    struct Row {
        const char* why;
        Route route;
    };
    const auto row = GENERATE(values<Row>({
        {"no leading slash", {"GET", "a", "p", says("")}},
        {"empty path", {"GET", "", "p", says("")}},
        {"lower case", {"get", "/a", "p", says("")}},
        {"empty method", {"", "/a", "p", says("")}},
        {"no purpose", {"GET", "/a", "", says("")}},
        {"no handler", {"GET", "/a", "p", nullptr}},
        {"twice", {"GET", "/twice", "p", says("")}},
    }));
    INFO(row.why);
    CHECK_THROWS_AS(Router({{"GET", "/twice", "p", says("")}, row.route}), std::invalid_argument);
}

TEST_CASE("the routes can be read, with their purpose", "[http]") {
    const Router router = table();
    REQUIRE(router.routes().size() == 8);
    CHECK(router.routes()[1].purpose == "handshake");
}
