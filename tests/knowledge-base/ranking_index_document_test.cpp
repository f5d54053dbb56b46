// What an index holds of a procedure.
#include <catch2/catch.hpp>

#include <algorithm>

#include "knowledge-base/index_document.hpp"
#include "tests/knowledge-base/procedure_samples.hpp"

using namespace motcua;
using namespace motcua::tests;

namespace {

bool holds(const std::string& tokens, const std::string& token) {
    return (" " + tokens + " ").find(" " + token + " ") != std::string::npos;
}

}  // namespace

TEST_CASE("names, accents, pairs, aliases and body are tokens in their own columns", "[ranking]") {
    const kb::AliasBlock block{"1.900001", "Thẻ thư viện", {"làm thẻ đọc sách", "mượn truyện"}, ""};
    const auto document = kb::document_of(sound_procedure(), &block);
    CHECK(document.code == "1.900001");
    CHECK(document.names == "cap the muon sach the thu vien");
    CHECK(document.aliases == "lam the doc sach muon truyen");
    CHECK(holds(document.accented, "thẻ"));
    CHECK(holds(document.accented, "truyện"));
    CHECK(holds(document.pairs, "muon_sach"));
    CHECK(holds(document.pairs, "doc_sach"));
    CHECK(holds(document.body, "46/2019/qh14"));
    CHECK(holds(document.body, "tv01"));
    CHECK(holds(document.body, "thu"));
}

TEST_CASE("no pair spans two names or phrases", "[ranking]") {
    const kb::AliasBlock block{"1.900001", "Thẻ thư viện", {"làm thẻ", "mượn truyện"}, ""};
    const auto document = kb::document_of(sound_procedure(), &block);
    CHECK_FALSE(holds(document.pairs, "sach_the"));
    CHECK_FALSE(holds(document.pairs, "vien_lam"));
    CHECK_FALSE(holds(document.pairs, "the_muon_truyen"));
    CHECK(holds(document.pairs, "the_muon"));  // inside the official name
}

TEST_CASE("without people's words the official name stands alone", "[ranking]") {
    const auto document = kb::document_of(sound_procedure(), nullptr);
    CHECK(document.names == "cap the muon sach");
    CHECK(document.aliases.empty());
    CHECK(document.pairs == "cap_the the_muon muon_sach");
}

TEST_CASE("the body is bounded", "[ranking]") {
    auto procedure = sound_procedure();
    procedure.requirements.clear();
    for (int i = 0; i < 2000; ++i) procedure.requirements += "điều kiện ";
    const auto document = kb::document_of(procedure, nullptr);
    CHECK(std::count(document.body.begin(), document.body.end(), ' ') == 399);
}
