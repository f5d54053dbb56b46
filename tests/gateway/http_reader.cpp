// RequestReader without a socket: however the bytes are cut, the requests are the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "gateway/http/request_reader.hpp"

using namespace motcua;
using gateway::ReadStage;

namespace {

/// What came out, in one line a request; the cut sizes come from `random`.
std::string story_of(std::string_view bytes, std::mt19937& random, std::size_t most) {
    gateway::RequestReader reader(8192, 1000);
    std::string story;
    while (true) {
        const ReadStage stage = reader.advance();
        if (stage == ReadStage::refused) return story + std::to_string(reader.fault().status);
        if (stage == ReadStage::complete) {
            const auto request = reader.take();
            story.append(request.method + " " + request.path + "?" + request.query + " ");
            for (const auto& [name, value] : request.headers) story.append(name + "=" + value + ",");
            story.append(" [" + request.body + "]" + (reader.keeps_alive() ? " keep\n" : " close\n"));
            reader.next();
            continue;
        }
        if (bytes.empty()) return story + (reader.untouched() ? "idle" : "waiting");
        const auto room = reader.room();
        const std::size_t count = std::min({bytes.size(), room.size(), 1 + random() % most});
        std::copy_n(bytes.begin(), count, room.begin());
        bytes.remove_prefix(count);
        reader.arrived(count);
    }
}

}  // namespace

TEST_CASE("the cut of the bytes does not change the requests", "[http]") {
    struct Row {
        const char* why;
        std::string bytes;
        std::string story;
    };
    const auto row = GENERATE(values<Row>({
        {"two requests", "GET /a?b HTTP/1.1\r\nHost: h\r\n\r\nGET /c HTTP/1.0\r\nHOST:h\r\n\r\n",
         "GET /a?b host=h, [] keep\nGET /c? host=h, [] close\nidle"},
        {"chunks, then a length",
         "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n"
         "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n\r\n\r\n",
         "POST /? host=h,transfer-encoding=chunked, [abc] keep\nPOST /? host=h,content-length=4, [\r\n\r\n] "
         "keep\nidle"},
        {"a last chunk and nothing before it", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "POST /? host=h,transfer-encoding=chunked, [] keep\nidle"},
        {"a body that looks like a last chunk",
         "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n0\r\nx",
         "POST /? host=h,content-length=4, [0\r\nx] keep\nidle"},
        {"half a body", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabc", "waiting"},
        {"a good one, then a bad one", "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\n x\r\n\r\n",
         "GET /? host=h, [] keep\n400"},
        {"a body over the cap", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n",
         "413"},
    }));
    INFO(row.why);
    std::mt19937 random(7);
    for (const std::size_t most : {1U, 2U, 3U, 7U, 40U, 4096U}) {
        INFO(most);
        CHECK(story_of(row.bytes, random, most) == row.story);
    }
}

TEST_CASE("the room for a body grows with what has come, not with what was announced", "[http]") {
    gateway::RequestReader reader(8192, 1'000'000);
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 500000\r\n\r\n";
    std::copy(head.begin(), head.end(), reader.room().begin());
    reader.arrived(head.size());
    CHECK(reader.advance() == ReadStage::body);
    CHECK(reader.room().size() <= 8192);
    for (int i = 0; i < 8; ++i) {
        reader.arrived(reader.room().size());
        CHECK(reader.advance() == ReadStage::body);
    }
    CHECK(reader.room().size() == 65536);
}

TEST_CASE("a refusal says which rule was broken", "[http]") {
    struct Row {
        const char* why;
        const char* head;
    };
    const auto row = GENERATE(values<Row>({
        {"folded header", "GET / HTTP/1.1\r\nHost: h\r\n a: b\r\n\r\n"},
        {"malformed header", "GET / HTTP/1.1\r\nHost : h\r\n\r\n"},
        {"no Host header", "GET / HTTP/1.1\r\n\r\n"},
        {"two Host headers", "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n"},
        {"target is not a path", "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n"},
        {"line does not end in CR LF", "GET / HTTP/1.1\nHost: h\r\n\r\n"},
        {"Transfer-Encoding is not exactly chunked",
         "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: a\r\n\r\n"},
        {"header without end", "GET / HTTP/1.1\r\nHost: h\r\n"},
        {"bytes after the header", "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\n\r\n"},
    }));
    const auto head = gateway::parse_head(row.head);
    REQUIRE_FALSE(head);
    CHECK(head.error().why == row.why);
}
