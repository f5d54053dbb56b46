// The store in front of the store: answers the same, asks behind once, holds no more than it may.
#include <catch2/catch.hpp>

#include <map>

#include "gateway/knowledge/recent_procedures.hpp"

using namespace motcua;

namespace {

/// Counts how often it is asked; a fault when it is told to be away.
class CountingStore final : public kb::ProcedureStore {
  public:
    kb::StoreResult<std::optional<kb::Procedure>> find(std::string_view code) const override {
        ++asked;
        if (away) return tl::unexpected(kb::StoreError{kb::StoreFault::unavailable, "away"});
        const auto hit = procedures.find(std::string(code));
        return hit == procedures.end() ? std::nullopt : std::optional<kb::Procedure>(hit->second);
    }
    kb::StoreResult<void> each(const std::function<void(const kb::Procedure&)>& visit) const override {
        for (const auto& [code, procedure] : procedures) visit(procedure);
        return {};
    }
    kb::StoreResult<void> put_all(const std::vector<kb::Procedure>& added) override {
        for (const auto& procedure : added) procedures[procedure.code] = procedure;
        return {};
    }
    kb::StoreResult<void> replace_all(const std::vector<kb::Procedure>& wanted) override {
        procedures.clear();
        return put_all(wanted);
    }
    kb::StoreResult<std::size_t> count() const override { return procedures.size(); }
    kb::StoreResult<std::int64_t> version() const override { return 7; }

    std::map<std::string, kb::Procedure> procedures;
    mutable int asked = 0;
    bool away = false;
};

kb::Procedure named(const std::string& code, const std::string& name) {
    kb::Procedure procedure;
    procedure.code = code;
    procedure.name = name;
    return procedure;
}

std::string name_in(const kb::ProcedureStore& store, const char* code) {
    const auto found = store.find(code);
    return found && *found ? (*found)->name : "";
}

}  // namespace

TEST_CASE("a procedure that was told of late is not asked for again", "[gateway][knowledge]") {
    CountingStore behind;
    behind.procedures["1.000001"] = named("1.000001", "Thẻ mượn sách");
    gateway::RecentProcedures recent(behind);
    for (int i = 0; i < 3; ++i) CHECK(name_in(recent, "1.000001") == "Thẻ mượn sách");
    CHECK(behind.asked == 1);
}

TEST_CASE("the one that was not asked for longest goes first", "[gateway][knowledge]") {
    CountingStore behind;
    for (const char* code : {"1.000001", "1.000002", "1.000003"}) behind.procedures[code] = named(code, code);
    gateway::RecentProcedures recent(behind, 2);
    for (const char* code : {"1.000001", "1.000002", "1.000001", "1.000003"}) name_in(recent, code);
    REQUIRE(behind.asked == 3);
    name_in(recent, "1.000001");
    CHECK(behind.asked == 3);
    CHECK(name_in(recent, "1.000002") == "1.000002");
    CHECK(behind.asked == 4);
}

TEST_CASE("neither an absence nor a fault is remembered", "[gateway][knowledge]") {
    CountingStore behind;
    gateway::RecentProcedures recent(behind);
    CHECK(name_in(recent, "1.000001").empty());
    behind.away = true;
    CHECK_FALSE(recent.find("1.000001"));
    behind.away = false;
    behind.procedures["1.000001"] = named("1.000001", "Thẻ mượn sách");
    CHECK(name_in(recent, "1.000001") == "Thẻ mượn sách");
}

TEST_CASE("a write through it is seen at once", "[gateway][knowledge]") {
    CountingStore behind;
    gateway::RecentProcedures recent(behind);
    REQUIRE(recent.put_all({named("1.000001", "before")}));
    CHECK(name_in(recent, "1.000001") == "before");
    REQUIRE(recent.replace_all({named("1.000001", "after")}));
    CHECK(name_in(recent, "1.000001") == "after");
    CHECK(recent.count().value() == 1);
    CHECK(recent.version().value() == 7);
}
