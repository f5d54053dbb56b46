// Hostile and malformed requests: each is refused before a handler sees it, and the server lives on.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/gateway/http_house.hpp"

using namespace motcua;
using tests::RawClient;

namespace {

const std::string host = "Host: bot.example\r\n";
const std::string post = "POST /w HTTP/1.1\r\n" + host;
const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";

struct Row {
    std::string why;
    std::string bytes;
    int status;
};

std::string many_headers(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) lines.append("a:\r\n");
    return lines;
}

const std::vector<Row>& refused_chunks() {
    static const std::vector<Row> rows{
        {"chunk size -1 (ends a cpprestsdk server)", chunked + "-1\r\nabc\r\n0\r\n\r\n", 400},
        {"chunk size -2", chunked + "-2\r\nabc\r\n0\r\n\r\n", 400},
        {"chunk size -3", chunked + "-3\r\nabc\r\n0\r\n\r\n", 400},
        {"chunk size -7fffff00", chunked + "-7fffff00\r\nabc\r\n", 400},
        {"chunk size 7fffffff is over the cap", chunked + "7fffffff\r\nabc\r\n", 413},
        {"chunk size of 17 digits", chunked + "11111111111111111\r\nabc\r\n", 400},
        {"chunk size zz", chunked + "zz\r\nabc\r\n0\r\n\r\n", 400},
        {"chunk size 0x3", chunked + "0x3\r\nabc\r\n0\r\n\r\n", 400},
        {"chunk size with a space before", chunked + " 3\r\nabc\r\n0\r\n\r\n", 400},
        {"chunk without CR LF behind it", chunked + "3\r\nabcX\r\n0\r\n\r\n", 400},
        {"chunk line ends in a bare LF", chunked + "3\nabc\r\n0\r\n\r\n\r\n\r\n", 400},
        {"chunk extension without end", chunked + "3;a=" + std::string(20000, 'x'), 400},
        {"a trailer would bypass the rules", chunked + "0\r\nX-Hub-Signature-256: sha256=00\r\n\r\n", 400},
        {"trailer without end", chunked + "0\r\nA: " + std::string(20000, 'x'), 400},
        {"chunks that add up to more than the cap",
         chunked + "fff00\r\n" + std::string(0xfff00, 'a') + "\r\n101\r\n", 413},
    };
    return rows;
}

const std::vector<Row>& refused_lengths() {
    static const std::vector<Row> rows{
        {"Transfer-Encoding and Content-Length",
         post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
        {"Content-Length and Transfer-Encoding",
         post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"Transfer-Encoding: xchunked", post + "Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc",
         400},
        {"Transfer-Encoding: gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
        {"Transfer-Encoding: chunked, identity",
         post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400},
        {"Transfer-Encoding: identity", post + "Transfer-Encoding: identity\r\n\r\n", 400},
        {"empty Transfer-Encoding", post + "Transfer-Encoding:\r\n\r\n", 400},
        {"Transfer-Encoding twice",
         post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"Transfer-Encoding in HTTP/1.0",
         "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"two Content-Lengths that differ", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
        {"two Content-Lengths that agree", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
        {"Content-Length as a list", post + "Content-Length: 3, 3\r\n\r\nabc", 400},
        {"Content-Length with a space before the colon", post + "Content-Length : 3\r\n\r\nabc", 400},
        {"Content-Length: 3abc", post + "Content-Length: 3abc\r\n\r\nabc", 400},
        {"Content-Length: 0x3", post + "Content-Length: 0x3\r\n\r\nabc", 400},
        {"Content-Length: +3", post + "Content-Length: +3\r\n\r\nabc", 400},
        {"Content-Length: -3", post + "Content-Length: -3\r\n\r\nabc", 400},
        {"empty Content-Length", post + "Content-Length: \r\n\r\n", 400},
        {"Content-Length beyond 64 bits", post + "Content-Length: 99999999999999999999999\r\n\r\nabc", 400},
        {"Content-Length over the cap", post + "Content-Length: 1048577\r\n\r\nabc", 413},
        {"over the cap, asking to continue", post + "Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n",
         413},
    };
    return rows;
}

const std::vector<Row>& refused_lines() {
    static const std::vector<Row> rows{
        {"HTTP/0.9", "GET /\r\n", 400},
        {"HTTP/2.0", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
        {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"HTTP/1.2", "GET / HTTP/1.2\r\n" + host + "\r\n", 505},
        {"XTTP/9.9", "GET / XTTP/9.9\r\n" + host + "\r\n", 400},
        {"http/1.1 in lower case", "GET / http/1.1\r\n" + host + "\r\n", 400},
        {"HTTP/1.10", "GET / HTTP/1.10\r\n" + host + "\r\n", 400},
        {"absolute-form", "GET http://bot.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"authority-form", "CONNECT bot.example:443 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"asterisk-form", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 400},
        {"no target", "GET HTTP/1.1\r\n" + host + "\r\n", 400},
        {"two spaces before the target", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a space inside the target", "GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a fragment in the target", "GET /a#b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a control byte in the target", "GET /a\x01 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"DEL in the target", "GET /a\x7f HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a tab in the target", "GET /a\tb HTTP/1.1\r\n" + host + "\r\n", 400},
        {"raw UTF-8 in the target",
         "GET /th\xe1\xbb\xa7-t\xe1\xbb\xa5"
         "c HTTP/1.1\r\n" +
             host + "\r\n",
         400},
        {"NUL in the target", std::string("GET /a\0b HTTP/1.1\r\n", 20) + host + "\r\n", 400},
        {"an empty line first", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a space first", " GET / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
        {"an endless target", "GET /" + std::string(9000, 'a'), 431},
        {"an endless method", std::string(9000, 'G'), 431},
    };
    return rows;
}

const std::vector<Row>& refused_headers() {
    static const std::vector<Row> rows{
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400},
        {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"the same Host twice", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", 400},
        {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"Host as a list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
        {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
        {"folded by a space", "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n", 400},
        {"folded by a tab", "GET / HTTP/1.1\r\n" + host + "A: b\r\n\tc\r\n\r\n", 400},
        {"folded at the first header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"bare LF between headers", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"bare LF once", "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n", 400},
        {"bare CR in a value", "GET / HTTP/1.1\r\nHost: a\r\nB: c\rd\r\n\r\n", 400},
        {"NUL in a value", std::string("GET / HTTP/1.1\r\nA: b\0c\r\n", 24) + host + "\r\n", 400},
        {"ESC in a value", "GET / HTTP/1.1\r\n" + host + "A: \x1b[2J\r\n\r\n", 400},
        {"a byte above 0x7e in a value", "GET / HTTP/1.1\r\n" + host + "A: \xc3\xa9\r\n\r\n", 400},
        {"a byte above 0x7e in a name", "GET / HTTP/1.1\r\n" + host + "\xc3\xa9: a\r\n\r\n", 400},
        {"a header without colon", "GET / HTTP/1.1\r\n" + host + "abc\r\n\r\n", 400},
        {"a header without name", "GET / HTTP/1.1\r\n" + host + ": a\r\n\r\n", 400},
        {"a space in a name", "GET / HTTP/1.1\r\n" + host + "A B: c\r\n\r\n", 400},
        {"a malformed Connection", "GET / HTTP/1.1\r\n" + host + "Connection: \"\r\n\r\n", 400},
        {"gzip is a bomb's fuse", post + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", 415},
        {"Content-Encoding: identity is not needed",
         post + "Content-Encoding: identity\r\nContent-Length: 0\r\n\r\n", 415},
        {"Expect that we do not know", post + "Expect: 200-ok\r\nContent-Length: 3\r\n\r\nabc", 417},
        {"a header of more than 8 KiB",
         "GET / HTTP/1.1\r\n" + host + "A: " + std::string(9000, 'b') + "\r\n\r\n", 431},
        {"a header without end", "GET / HTTP/1.1\r\n" + host + "A: " + std::string(300'000, 'b'), 431},
        {"101 headers", "GET / HTTP/1.1\r\n" + host + many_headers(100) + "\r\n", 431},
        {"many tiny headers", "GET / HTTP/1.1\r\n" + host + many_headers(100'000) + "\r\n", 431},
    };
    return rows;
}

void check_refused(const std::vector<Row>& rows) {
    tests::EchoHouse house;
    for (const Row& row : rows) {
        INFO(row.why);
        RawClient client(house.port());
        client.send(row.bytes);
        client.send("GET /second HTTP/1.1\r\n" + host + "\r\n");  // never read as a request
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == row.status);
        CHECK(reply->header("connection") == "close");
        client.shut_down_sending();
        CHECK(client.closed());
        CHECK(client.left_over().empty());
    }
    CHECK(house.handled() == 0);
    CHECK(house.listener().counts().bad_requests == rows.size());
    CHECK(house.answers());
}

}  // namespace

TEST_CASE("chunks that lie are refused and the connection ends", "[http]") {
    check_refused(refused_chunks());
}
TEST_CASE("a body with two readings of its length is refused", "[http]") { check_refused(refused_lengths()); }
TEST_CASE("a request line that is not ours is refused", "[http]") { check_refused(refused_lines()); }
TEST_CASE("a header that is not plain is refused", "[http]") { check_refused(refused_headers()); }

TEST_CASE("one request in is one request parsed", "[http]") {
    const auto row = GENERATE(values<Row>({
        {"plain", "GET /a?b=c HTTP/1.1\r\n" + host + "\r\n", 200},
        {"percent signs stay as sent", "GET /%2e%2e/..%2f HTTP/1.1\r\n" + host + "\r\n", 200},
        {"HTTP/1.0", "GET /a HTTP/1.0\r\n" + host + "\r\n", 200},
        {"chunk extension", chunked + "3;a=b\r\nabc\r\n0\r\n\r\n", 200},
        {"upper case chunk size", chunked + "A\r\n0123456789\r\n0\r\n\r\n", 200},
        {"CHUNKED in upper case", post + "Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n", 200},
        {"a body that looks like a request",
         post + "Content-Length: 32\r\n\r\nGET /x HTTP/1.1\r\nHost: evil\r\n\r\n_", 200},
        {"tabs around a value", "GET / HTTP/1.1\r\nHost:\tbot.example\t\r\n\r\n", 200},
        {"IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200},
        {"100 headers", "GET / HTTP/1.1\r\n" + host + many_headers(99) + "\r\n", 200},
        {"an upgrade that nobody answers",
         "GET / HTTP/1.1\r\n" + host + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n", 200},
    }));
    INFO(row.why);
    tests::EchoHouse house;
    RawClient client(house.port());
    client.send(row.bytes);
    client.shut_down_sending();
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == row.status);
    CHECK(client.closed());
    CHECK(client.left_over().empty());
    CHECK(house.handled() == 1);
}

TEST_CASE("a thousand random requests leave the server alive", "[http]") {
    tests::EchoHouse house;
    std::mt19937 random(20261122);
    const std::string pieces[] = {"GET ",
                                  "/",
                                  " HTTP/1.1\r\n",
                                  "Host: a\r\n",
                                  "\r\n",
                                  "Content-Length: 5\r\n",
                                  "Transfer-Encoding: chunked\r\n",
                                  "0\r\n\r\n",
                                  "\r",
                                  "\n",
                                  ":",
                                  "3\r\nabc\r\n"};
    for (int i = 0; i < 1000; ++i) {
        std::string bytes;
        const auto length = random() % 12;
        for (unsigned j = 0; j < length; ++j) {
            if (random() % 4 == 0) bytes.push_back(static_cast<char>(random() % 256));
            bytes.append(pieces[random() % std::size(pieces)]);
        }
        RawClient client(house.port());
        REQUIRE(client.connected());
        client.send(bytes);
        client.shut_down_sending();
        INFO(bytes);
        REQUIRE(client.closed());
    }
    CHECK(house.answers());
}
