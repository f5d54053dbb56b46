// The servers that tests/servers started, and those a test starts for itself: versions, a mapping, TLS, kill
// and freeze.
#include "tests/support/real_servers.hpp"

#include <catch2/catch.hpp>

#include "tests/support/own_elasticsearch.hpp"
#include "tests/support/own_redis.hpp"
#include "tests/support/raw_client.hpp"

using namespace motcua::tests;
using std::chrono::milliseconds;

namespace {

constexpr const char* mapping = R"({"settings": {"number_of_replicas": 0, "analysis": {
    "filter": {"pairs": {"type": "shingle", "output_unigrams": false}},
    "analyzer": {"one": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase"]},
                 "two": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase", "pairs"]}}}},
  "mappings": {"dynamic": "strict", "properties": {
    "title": {"type": "text", "analyzer": "one", "fields": {"pairs": {"type": "text", "analyzer": "two"}}}}}})";

std::uint16_t port_in(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

/// Status 0 when nothing came within `limit`.
RawReply asked(std::uint16_t port, const std::string& line, const std::string& body = {},
               milliseconds limit = milliseconds(60'000)) {
    RawClient client(port);
    client.send(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.reply(true, limit).value_or(RawReply{});
}

struct CurlRow {
    const char* why;
    std::vector<std::string> words;
    int exit_code;
    const char* status;  // "000": no answer was read
};

/// What the program curl says; it reads an authority and headers from files as we do.
void check_curl(const CurlRow& row) {
    INFO(row.why);
    const TempFolder folder;
    std::vector<std::string> words{"-sS", "-m", "30", "-o", folder / "body", "-w", "%{http_code}"};
    words.insert(words.end(), row.words.begin(), row.words.end());
    Streams streams;
    streams.out = folder / "out";
    streams.err = folder / "err";
    ChildProcess curl("curl", words, streams);
    const auto end = curl.wait(milliseconds(60'000));
    INFO(bytes_of(folder / "err") << bytes_of(folder / "body"));
    REQUIRE(end);
    CHECK(end->exit_code == row.exit_code);
    CHECK(bytes_of(folder / "out") == row.status);
}

}  // namespace

TEST_CASE("each search server is the version it is called, and takes an index that needs core analysis only",
          "[server]") {
    struct Row {
        Server server;
        const char* version;
    };
    const auto row = GENERATE(values<Row>({{Server::elasticsearch_710, "\"version\":\"7.10.2\""},
                                           {Server::elasticsearch_717, "\"version\":\"7.17.15\""},
                                           {Server::elasticsearch_815, "\"version\":\"8.15.0\""},
                                           {Server::opensearch_219, "\"version\":\"2.19.1\""}}));
    MOTCUA_SKIP_WITHOUT_SERVER(row.server);
    INFO(name_of(row.server));
    const auto port = port_in(*address_of(row.server));
    CHECK(asked(port, "GET /_nodes?filter_path=nodes.*.version").body.find(row.version) != std::string::npos);
    asked(port, "DELETE /motcua-trial");
    CHECK(asked(port, "PUT /motcua-trial", mapping).status == 200);
    CHECK(asked(port, "PUT /motcua-trial/_doc/1?refresh=true", R"({"title": "Cấp lại giấy phép lái xe"})")
              .status == 201);
    CHECK(asked(port, "PUT /motcua-trial/_doc/2", R"({"other": 1})").status == 400);
    const auto found =
        asked(port, "POST /motcua-trial/_count", R"({"query": {"match": {"title.pairs": "giấy phép"}}})");
    CHECK(found.body.find("\"count\":1,") != std::string::npos);
    CHECK(asked(port, "DELETE /motcua-trial").status == 200);
}

TEST_CASE("the list of search servers has each that is there", "[server]") {
    std::size_t there = 0;
    for (const Server server : {Server::elasticsearch_710, Server::elasticsearch_717,
                                Server::elasticsearch_815, Server::opensearch_219}) {
        there += address_of(server) ? 1 : 0;
    }
    CHECK(search_servers().size() == there);
    for (const SearchServer& server : search_servers()) {
        INFO(server.name);
        CHECK(asked(port_in(server.url), "GET /_cluster/health").status == 200);
    }
}

TEST_CASE("the secured Elasticsearch lets in whom it should, under the one name it has", "[server]") {
    MOTCUA_SKIP_WITHOUT_SERVER(Server::elasticsearch_815_tls);
    const auto server = secured_elasticsearch();
    REQUIRE(server);
    const auto key = [](const std::filesystem::path& file) {
        return "Authorization: ApiKey " + bytes_of(file);
    };
    const auto password = server->user + ":" + bytes_of(server->password_file);
    const std::string health = server->url + "/_cluster/health";
    const std::string index = server->url + "/motcua-trial";
    const std::string other_name = "https://localhost:" + std::to_string(port_in(server->url));
    const auto as = [&](const std::filesystem::path& file, std::vector<std::string> words) {
        words.insert(words.begin(), {"--cacert", server->ca, "-H", key(file)});
        return words;
    };
    for (const CurlRow& row : {
             CurlRow{"user and password", {"--cacert", server->ca, "-u", password, health}, 0, "200"},
             CurlRow{"a wrong password",
                     {"--cacert", server->ca, "-u", server->user + ":wrong", health},
                     0,
                     "401"},
             CurlRow{"no name", {"--cacert", server->ca, health}, 0, "401"},
             CurlRow{"a reader makes no index", as(server->reader_key_file, {"-X", "PUT", index}), 0, "403"},
             CurlRow{"a publisher does", as(server->api_key_file, {"-X", "PUT", index}), 0, "200"},
             CurlRow{"a reader searches", as(server->reader_key_file, {index + "/_search"}), 0, "200"},
             CurlRow{"a key that has expired", as(server->expired_key_file, {health}), 0, "401"},
             CurlRow{"and away again", as(server->api_key_file, {"-X", "DELETE", index}), 0, "200"},
             CurlRow{
                 "an authority that signed nothing", {"--cacert", server->stranger_ca, health}, 60, "000"},
             CurlRow{"another name for the same address", {"--cacert", server->ca, other_name}, 60, "000"},
             CurlRow{"no TLS", {"http" + health.substr(5)}, 52, "000"},
         }) {
        check_curl(row);
    }
}

TEST_CASE("Redis servers of the run: plain, with a password, a replica, sentinels", "[server]") {
    MOTCUA_SKIP_WITHOUT_SERVER(Server::redis);
    const auto port = port_in(*address_of(Server::redis));
    CHECK(redis_replies(port, {{"PING"}}) == std::vector<std::string>{"PONG"});
    CHECK(redis_replies(port, {{"CONFIG", "GET", "appendfsync"}}).front() == "appendfsync\neverysec");

    const auto secured = secured_redis();
    REQUIRE(secured);
    const auto secured_port = port_in(secured->address);
    const RedisCommand sign_in{"AUTH", secured->user, bytes_of(secured->password_file)};
    CHECK(redis_replies(secured_port, {{"PING"}}).front().rfind("-NOAUTH", 0) == 0);
    CHECK(redis_replies(secured_port, {sign_in, {"CONFIG", "GET", "appendfsync"}}).back() ==
          "appendfsync\nalways");

    REQUIRE(address_of(Server::redis_replica));
    const auto replica = port_in(*address_of(Server::redis_replica));
    CHECK(redis_replies(replica, {{"ROLE"}}).front().rfind("slave\n127.0.0.1\n" + std::to_string(port), 0) ==
          0);
    CHECK(sentinel_addresses().size() == 3);
    for (const std::string& sentinel : sentinel_addresses()) {
        CHECK(redis_replies(port_in(sentinel), {{"SENTINEL", "GET-MASTER-ADDR-BY-NAME", "motcua"}}) ==
              std::vector<std::string>{"127.0.0.1\n" + std::to_string(port)});
    }
}

TEST_CASE("an own Elasticsearch keeps its documents through kill -9, and answers again when thawed",
          "[server]") {
    MOTCUA_SKIP_WITHOUT_SERVER(Server::elasticsearch_710);
    OwnElasticsearch server;
    const auto port = server.port();
    CHECK(server.url() != address_of(Server::elasticsearch_710));
    REQUIRE(asked(port, "PUT /kept", mapping).status == 200);
    REQUIRE(asked(port, "PUT /kept/_doc/1", R"({"title": "acknowledged, not flushed"})").status == 201);

    server.freeze();
    CHECK(asked(port, "GET /kept/_doc/1", {}, milliseconds(300)).status == 0);
    server.thaw();
    CHECK(asked(port, "GET /kept/_doc/1").status == 200);

    server.kill();
    CHECK_FALSE(server.running());
    CHECK_FALSE(RawClient(port).connected());
    server.start();
    CHECK(server.port() == port);
    CHECK(server.wait_until([&] { return asked(port, "GET /kept/_doc/1").status == 200; },
                            milliseconds(60'000)));
    server.stop();
    CHECK_FALSE(server.running());
}

TEST_CASE("a server of two processes is not started as an own one") {
    CHECK_THROWS_AS(OwnElasticsearch(Server::elasticsearch_815), std::logic_error);
}
