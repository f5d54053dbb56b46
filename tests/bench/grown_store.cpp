// The names are halves of two real ones, so that words stay as frequent as they are, and pairs grow in number.
#include "tests/bench/grown_store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::bench {
namespace {

tl::unexpected<kb::StoreError> no() { return tl::unexpected(kb::StoreError{kb::StoreFault::bad_data, "a synthetic base"}); }

}  // namespace

kb::Procedure GrownStore::made(std::size_t copy, std::size_t i) const {
    kb::Procedure procedure = real_[i];
    if (copy == 0) return procedure;
    procedure.code = fmt::format("9.{:06}", copy * 10000 + i);
    const std::string& other = real_[(i * 7919 + copy * 104729) % real_.size()].name;
    procedure.name = procedure.name.substr(0, procedure.name.find(' ', procedure.name.size() / 2)) +
                     other.substr(std::min(other.size(), other.find(' ', other.size() / 2)));
    return procedure;
}

kb::StoreResult<void> GrownStore::each(const std::function<void(const kb::Procedure&)>& visit) const {
    for (std::size_t copy = 0; copy < times_; ++copy) {
        for (std::size_t i = 0; i < real_.size(); ++i) visit(made(copy, i));
    }
    return {};
}

kb::StoreResult<std::optional<kb::Procedure>> GrownStore::find(std::string_view) const { return no(); }
kb::StoreResult<void> GrownStore::put_all(const std::vector<kb::Procedure>&) { return no(); }
kb::StoreResult<void> GrownStore::replace_all(const std::vector<kb::Procedure>&) { return no(); }

std::vector<kb::Procedure> all_of(const kb::ProcedureStore& store) {
    std::vector<kb::Procedure> all;
    if (!store.each([&all](const kb::Procedure& procedure) { all.push_back(procedure); })) all.clear();
    return all;
}

}  // namespace motcua::bench
