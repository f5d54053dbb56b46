// The promises of the port ProcedureIndex: the suite that every search must pass.
#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "intents/normalized_text.hpp"
#include "knowledge-base/alias_file.hpp"
#include "knowledge-base/procedure_index.hpp"
#include "tests/knowledge-base/procedure_samples.hpp"

namespace motcua::tests {

/// Makes an index of exactly these.
using MakeIndex = std::function<std::shared_ptr<kb::ProcedureIndex>(const std::vector<kb::Procedure>&,
                                                                     const std::vector<kb::AliasBlock>&)>;

inline kb::Procedure named(const std::string& code, const std::string& name) {
    auto procedure = sound_procedure(code);
    procedure.name = name;
    return procedure;
}

inline std::vector<kb::Procedure> shelf() {
    auto wrong = named("1.000009", "Cấp giấy khai sinh chụp nhầm trang");
    wrong.mark(kb::Flag::miscaptured);
    auto papers = named("1.000004", "Xin tha tù trước thời hạn");
    papers.documents = {{"", "Giấy ra trại", "", 1, 0}};
    papers.legal_basis = {{"Luật Thi hành án hình sự", "41/2019/QH14"}};
    return {named("1.000001", "Đăng ký khai sinh"), named("1.000002", "Đăng ký khai tử"),
            named("1.000003", "Xác nhận sinh hoạt phí, khai báo thuế"), papers, wrong};
}

inline std::vector<std::string> codes_of(const kb::ProcedureIndex& index, const kb::SearchQuery& query,
                                         std::size_t limit = 10) {
    const auto hits = index.search(query, limit);
    REQUIRE(hits);
    std::vector<std::string> codes;
    for (const auto& hit : *hits) codes.push_back(hit.code);
    return codes;
}
inline bool has(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

inline void check_finding(const kb::ProcedureIndex& index) {
    using Codes = std::vector<std::string>;
    CHECK(codes_of(index, {.pairs = {{"khai_sinh", 2.0}}}) == Codes{"1.000001"});
    CHECK(codes_of(index, {.words = {{"tu", 1.0}}}).front() == "1.000002");
    const auto weighed = codes_of(index, {.words = {{"khai", 0.5}, {"sinh", 1.0}}, .pairs = {{"khai_sinh", 3.0}}});
    CHECK(weighed.front() == "1.000001");
    CHECK(weighed.size() == 3);
    CHECK(codes_of(index, {.words = {{"be", 1.0}}}) == Codes{"1.000001"});        // an alias
    CHECK(codes_of(index, {.pairs = {{"em_be", 1.0}}}) == Codes{"1.000001"});
    CHECK(codes_of(index, {.words = {{"trai", 1.0}}}) == Codes{"1.000004"});      // only its papers say so
    CHECK(codes_of(index, {.codes = {"41/2019/qh14"}}) == Codes{"1.000004"});
    CHECK(codes_of(index, {.words = {{"vuon", 1.0}}}).empty());
    CHECK(codes_of(index, {}).empty());
}

inline void check_order_and_limit(const kb::ProcedureIndex& index) {
    const kb::SearchQuery query{.words = {{"khai", 1.0}, {"sinh", 1.5}, {"dang", 0.7}}};
    const auto hits = index.search(query, 10).value();
    REQUIRE(hits.size() == 3);
    for (std::size_t i = 1; i < hits.size(); ++i) {
        CHECK(hits[i - 1].score >= hits[i].score);
        CHECK(hits[i - 1].code != hits[i].code);
    }
    CHECK(codes_of(index, query, 2) == std::vector<std::string>{hits[0].code, hits[1].code});
    CHECK(codes_of(index, query, 0).empty());
    CHECK(index.search(query, 10).value().front().score == Approx(hits.front().score));  // one search leaves no trace
}

inline void check_quarantine(const kb::ProcedureIndex& index) {
    CHECK_FALSE(has(codes_of(index, {.words = {{"khai", 1.0}, {"chup", 9.0}, {"nham", 9.0}}, .codes = {"1.000009"}}),
                    "1.000009"));
}

inline void check_hostile_tokens(const kb::ProcedureIndex& index) {
    using namespace std::string_literals;
    for (const std::string& token :
         {"\""s, "khai\" OR \"sinh"s, "kh\0ai"s, ""s, "*"s, "khai*"s, "names:khai"s, "NEAR(khai sinh)"s, "a AND b"s, "-"s,
          "^khai"s, "(((("s, "'; DROP TABLE name_text; --"s, "\xff\xfe"s,
          "\u0939\u093f\u0928\u094d\u0926\u0940/x"s, "khai sinh"s, std::string(100'000, 'x')}) {
        INFO(token.substr(0, 40));
        const auto hits = index.search({.words = {{token, 1.0}, {"tu", 1.0}}, .pairs = {{token, 1.0}}, .codes = {token}}, 10);
        REQUIRE(hits);
        CHECK(std::any_of(hits->begin(), hits->end(), [](const kb::Hit& hit) { return hit.code == "1.000002"; }));
    }
}

inline void check_threads(const kb::ProcedureIndex& index) {
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < wrong.size(); ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 100; ++i) {
                const auto hits = index.search({.pairs = {{t % 2 == 0 ? "khai_sinh" : "khai_tu", 1.0}}}, 5);
                const char* right = t % 2 == 0 ? "1.000001" : "1.000002";
                if (!hits || hits->size() != 1 || hits->front().code != right) ++wrong[t];
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(4, 0));
}

/// Runs all promises over indexes of `make`; call it from one TEST_CASE.
inline void check_procedure_index(const std::string& name, const MakeIndex& make) {
    INFO("index " << name);
    const auto index = make(shelf(), {{"1.000001", "Khai sinh", {"giấy cho em bé"}, ""}});
    SECTION("it finds by pair, word, alias, paper and code") { check_finding(*index); }
    SECTION("the best come first, within the limit") { check_order_and_limit(*index); }
    SECTION("a quarantined procedure is never among the hits") { check_quarantine(*index); }
    SECTION("no token can break the query") { check_hostile_tokens(*index); }
    SECTION("several threads search at once") { check_threads(*index); }
}

}  // namespace motcua::tests
