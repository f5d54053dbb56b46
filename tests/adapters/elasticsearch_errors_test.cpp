// What replies mean: each row of the table of errors, with the bodies that servers send.
#include <catch2/catch.hpp>

#include <string>

#include "adapters/elasticsearch/cluster_error.hpp"

using namespace motcua::adapters::elasticsearch;

namespace {

const std::string json = "application/json; charset=UTF-8";
const std::string html = "text/html; charset=utf-8";
const std::string page = "<!DOCTYPE html><html><head><title>nginx</title></head></html>";

/// {"error":{"root_cause":[{TYPE}],"type":TYPE,"reason":REASON, …},"status":N}
std::string error_body(const std::string& type, const std::string& reason, const std::string& more = "") {
    const std::string inner = "\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"" + more;
    return "{\"error\":{\"root_cause\":[{" + inner + "}]," + inner + "},\"status\":0}";
}

}  // namespace

TEST_CASE("each kind of refusal has its trouble and its remedy", "[elasticsearch]") {
    struct Row {
        const char* why;
        int status;
        std::string type;
        std::string body;
        Trouble trouble;
        Remedy remedy;
        bool undone;
    };
    const std::string flood = "index [motcua] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark];";
    const std::string shards =
        "{\"error\":{\"root_cause\":[],\"type\":\"search_phase_execution_exception\",\"reason\":\"all shards failed\","
        "\"failed_shards\":[{\"shard\":0,\"reason\":{\"type\":\"circuit_breaking_exception\",\"reason\":\"[parent] Data too "
        "large\",\"durability\":\"PERMANENT\"}}]},\"status\":429}";
    const auto row = GENERATE_COPY(values<Row>({
        {"our bug", 400, json, error_body("parsing_exception", "x"), Trouble::bad_request, Remedy::none, false},
        {"unknown parameter", 400, json, error_body("illegal_argument_exception", "x"), Trouble::bad_request, Remedy::none, false},
        {"key", 401, json, error_body("security_exception", "x"), Trouble::refused_credentials, Remedy::credentials, true},
        {"key, asked by a proxy", 401, html, page, Trouble::refused_credentials, Remedy::credentials, true},
        {"rights", 403, json, error_body("security_exception", "x"), Trouble::refused_credentials, Remedy::credentials, true},
        {"disk full, told the old way", 403, json,
         error_body("cluster_block_exception", "blocked by: [FORBIDDEN/12/index read-only / allow delete (api)];"),
         Trouble::disk_full, Remedy::none, true},
        {"a block that an operator set", 403, json, error_body("cluster_block_exception", "blocked by: [FORBIDDEN/8/index write (api)];"),
         Trouble::bad_request, Remedy::none, true},
        {"alias missing", 404, json, error_body("index_not_found_exception", "no such index [motcua]"), Trouble::missing, Remedy::none, false},
        {"HEAD of an index that is not there", 404, json, "", Trouble::missing, Remedy::none, false},
        {"method, with an error that is a text", 405, json, R"({"error":"Incorrect HTTP method","status":405})",
         Trouble::bad_request, Remedy::none, false},
        {"media type", 406, json, R"({"error":"Content-Type header [x] is not supported","status":406})", Trouble::bad_request, Remedy::none, false},
        {"slow request", 408, json, "", Trouble::timed_out, Remedy::later, false},
        {"conflict", 409, json, error_body("version_conflict_engine_exception", "x"), Trouble::bad_request, Remedy::none, false},
        {"body too large", 413, json, "", Trouble::too_large, Remedy::none, true},
        {"body too large for a proxy", 413, html, page, Trouble::too_large, Remedy::none, true},
        {"queue full", 429, json, error_body("es_rejected_execution_exception", "x"), Trouble::overloaded, Remedy::later, true},
        {"queue full, OpenSearch", 429, json, error_body("rejected_execution_exception", "x"), Trouble::overloaded, Remedy::later, true},
        {"memory, for now", 429, json, error_body("circuit_breaking_exception", "x", ",\"durability\":\"TRANSIENT\""),
         Trouble::memory_full, Remedy::later, true},
        {"memory, for good", 429, json, error_body("circuit_breaking_exception", "x", ",\"durability\":\"PERMANENT\""),
         Trouble::memory_full, Remedy::none, true},
        {"memory, as the cause of failed shards", 429, json, shards, Trouble::memory_full, Remedy::none, true},
        {"disk full", 429, json, error_body("cluster_block_exception", flood), Trouble::disk_full, Remedy::none, true},
        {"a proxy's rate limit", 429, html, page, Trouble::overloaded, Remedy::later, true},
        {"429 with half a body", 429, json, "{\"error\":{\"type\":\"circuit_br", Trouble::overloaded, Remedy::later, true},
        {"a bug of theirs", 500, json, error_body("null_pointer_exception", "x"), Trouble::server_error, Remedy::none, false},
        {"a proxy's own fault", 500, html, page, Trouble::not_a_cluster, Remedy::elsewhere, false},
        {"a proxy without its node", 502, html, page, Trouble::server_error, Remedy::elsewhere, false},
        {"no master", 503, json, error_body("cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/2/no master];"),
         Trouble::server_error, Remedy::elsewhere, false},
        {"all shards failed", 503, json, error_body("search_phase_execution_exception", "x"), Trouble::server_error, Remedy::elsewhere, false},
        {"a proxy gave up waiting", 504, html, page, Trouble::timed_out, Remedy::elsewhere, false},
        {"a redirect", 301, json, "", Trouble::not_a_cluster, Remedy::elsewhere, false},
        {"a page", 200, html, page, Trouble::not_a_cluster, Remedy::elsewhere, false},
        {"a page that does not say so", 200, "", " \r\n<HTML>x", Trouble::not_a_cluster, Remedy::elsewhere, false},
        {"a proxy that knows no such path", 404, html, page, Trouble::not_a_cluster, Remedy::elsewhere, false},
        {"plain HTTP to a TLS port", 400, html, page, Trouble::not_a_cluster, Remedy::elsewhere, false},
        {"a status that is none", 600, json, "", Trouble::not_a_cluster, Remedy::elsewhere, false},
    }));
    INFO(row.why);
    const auto setback = setback_from(row.status, row.type, row.body);
    REQUIRE(setback);
    CHECK(name_of(setback->failure.trouble) == name_of(row.trouble));
    CHECK(static_cast<int>(setback->remedy) == static_cast<int>(row.remedy));
    CHECK(setback->undone == row.undone);
    CHECK(setback->failure.status == row.status);
    CHECK(setback->failure.detail.size() <= 500);
}

TEST_CASE("an answer is what a cluster may have sent with 2xx", "[elasticsearch]") {
    CHECK_FALSE(setback_from(200, json, "{}"));
    CHECK_FALSE(setback_from(201, json, "{}"));
    CHECK_FALSE(setback_from(200, "text/plain", "green\n"));     // _cat
    CHECK_FALSE(setback_from(200, "", ""));                      // HEAD
    CHECK_FALSE(setback_from(200, json, "{\"timed_out\":true}"));  // to be judged by who asked
    CHECK_FALSE(setback_from(200, json, "half a bod"));
}

TEST_CASE("the detail names the errors and quotes no request", "[elasticsearch]") {
    const auto detail = [](int status, const std::string& body) { return setback_from(status, json, body)->failure.detail; };
    CHECK(detail(400, error_body("parsing_exception", "unknown query [lam lai bang lai]")) == "HTTP 400 parsing_exception");
    CHECK(detail(429, error_body("es_rejected_execution_exception", "source[{lam lai bang lai}]")) ==
          "HTTP 429 es_rejected_execution_exception");
    CHECK(detail(404, error_body("index_not_found_exception", "no such index [motcua]")) ==
          "HTTP 404 index_not_found_exception: no such index [motcua]");
    CHECK(detail(404, error_body("index_not_found_exception", "two\\nlines \\u0111")) == "HTTP 404 index_not_found_exception: two?lines ??");
    CHECK(detail(500, "[]") == "HTTP 500");
    CHECK(setback_from(502, html, page)->failure.detail == "HTTP 502, HTML");
    CHECK(detail(400, error_body(std::string(100'000, 'x'), "x")).size() <= 500);
    CHECK(detail(429, error_body("circuit_breaking_exception", std::string(100'000, 'x'))).size() <= 500);
    std::string deep = "{\"error\":";
    for (int i = 0; i < 1000; ++i) deep += "{\"type\":\"t\",\"caused_by\":";
    CHECK(detail(400, deep) == "HTTP 400");
}

TEST_CASE("each trouble has a name and a place in the list", "[elasticsearch]") {
    for (std::size_t i = 0; i < all_troubles.size(); ++i) {
        CHECK(static_cast<std::size_t>(all_troubles.at(i)) == i);  // counters rely on it
        CHECK(name_of(all_troubles.at(i)) != "unknown");
        for (std::size_t other = 0; other < i; ++other) CHECK(name_of(all_troubles.at(other)) != name_of(all_troubles.at(i)));
    }
    CHECK(name_of(static_cast<Trouble>(all_troubles.size())) == "unknown");
}
