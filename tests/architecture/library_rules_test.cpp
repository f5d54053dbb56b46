// Libraries stay in their homes: in our tree, and in made-up ones that break it.
#include "tests/architecture/library_rules.hpp"

#include <catch2/catch.hpp>

using namespace motcua::tests;

TEST_CASE("our third-party libraries are at home", "[architecture]") {
    const Findings findings = library_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("our JSON library is known in no header and only at the edges", "[architecture]") {
    const Findings findings = json_header_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("our code uses nothing that is banned", "[architecture]") {
    const Findings findings = banned_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("a library away from its home is found", "[architecture]") {
    struct Row {
        const char* path;
        const char* include;
        std::size_t findings;
    };
    const auto row = GENERATE(values<Row>({
        {"gateway/http/x.cpp", "<boost/beast/core.hpp>", 0},
        {"gateway/webhook/x.cpp", "<boost/asio/post.hpp>", 1},
        {"adapters/cpprest/x.cpp", "<cpprest/http_client.h>", 0},
        {"adapters/zalo/x.cpp", "<cpprest/http_client.h>", 1},
        {"adapters/zalo/x.cpp", "<pplx/pplxtasks.h>", 1},
        {"gateway/cli/x.cpp", "<hiredis/hiredis.h>", 1},
        {"adapters/zalo/x.cpp", "<curl/curl.h>", 1},
        {"adapters/sqlite/x.cpp", "<sqlite3.h>", 0},
        {"gateway/knowledge/x.cpp", "<sqlite3.h>", 1},
        {"adapters/zalo/x.cpp", "<openssl/hmac.h>", 1},
        {"knowledge-base/x.cpp", "<unicode/unistr.h>", 1},
        {"intents/text/x.cpp", "<unicode/unistr.h>", 0},
        {"knowledge-base/x.cpp", "<nlohmann/json.hpp>", 1},
        {"gateway/webhook/x.cpp", "<toml++/toml.h>", 1},
        {"gateway/main.cpp", "<CLI/CLI.hpp>", 1},
        {"gateway/webhook/x.cpp", "<spdlog/spdlog.h>", 1},
        {"gateway/webhook/x.cpp", "<prometheus/counter.h>", 1},
        {"gateway/webhook/x.cpp", "<catch2/catch.hpp>", 1},
        {"gateway/webhook/x.cpp", "<simdjson.h>", 1},
        {"gateway/webhook/x.cpp", "<absl/strings/str_cat.h>", 1},
        {"gateway/webhook/x.cpp", "<vector>", 0},
        {"gateway/cli/x.cpp", "<sys/wait.h>", 0},
        {"gateway/cli/x.cpp", "<unistd.h>", 0},
        {"intents/x.cpp", "<tl/expected.hpp>", 0},
    }));
    INFO(row.path << " " << row.include);
    CHECK(library_findings({{row.path, std::string("#include ") + row.include + "\n"}}).size() == row.findings);
}

TEST_CASE("JSON outside the edges, or in a header, is found", "[architecture]") {
    struct Row {
        const char* path;
        std::size_t findings;
    };
    const auto row = GENERATE(values<Row>({
        {"adapters/json/json_document.cpp", 0},
        {"adapters/json/json_document.hpp", 1},
        {"adapters/zalo/zalo_payload.cpp", 0},
        {"adapters/zalo/zalo_channel.cpp", 1},
        {"gateway/emulator/page_json.cpp", 0},
        {"gateway/emulator/stage.hpp", 1},
        {"gateway/cli/eval_json.cpp", 0},
        {"gateway/webhook/worker.cpp", 1},
        {"tests/contract/channel_contract.hpp", 0},
    }));
    INFO(row.path);
    CHECK(json_header_findings({{row.path, "#include <nlohmann/json.hpp>\n"}}).size() == row.findings);
}

TEST_CASE("what is banned is found in code, and not in words about it", "[architecture]") {
    struct Row {
        const char* why;
        const char* text;
        std::size_t findings;
    };
    const auto row = GENERATE(values<Row>({
        {"the type", "std::regex digits;\n", 1},
        {"the header", "#include <regex>\n", 1},
        {"the JSON that throws", "web::json::value value;\n", 1},
        {"the listener that dies", "http_listener listener;\n", 1},
        {"ICU's slow way", "icu::Transliterator* slow;\n", 1},
        {"a comment", "// never std::regex, web::json, http_listener\n", 0},
        {"a text", "f(\"http_listener\");\n", 0},
    }));
    INFO(row.why);
    CHECK(banned_findings({{"gateway/x.cpp", row.text}}).size() == row.findings);
}
