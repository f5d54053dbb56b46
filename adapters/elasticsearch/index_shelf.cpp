// Reads aliases and mappings; moves the alias in one call.
#include "adapters/elasticsearch/index_shelf.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/elasticsearch/index_life_payload.hpp"
#include "adapters/elasticsearch/store_errors.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::chrono::seconds shelf_deadline{30};  // nobody waits for these but a person at a terminal

bool is_among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

kb::StoreResult<std::vector<std::string>> IndexShelf::serving() const {
    const auto answer = transport_.exchange({.target = "/_alias/" + alias_, .deadline = shelf_deadline});
    if (!answer && answer.error().trouble == Trouble::missing) return std::vector<std::string>{};
    if (!answer) return tl::unexpected(error_from(answer.error()));
    const auto names = indexes_from(answer->body);
    if (!names) return bad_data(names.error());
    return *names;
}

kb::StoreResult<std::vector<ShelvedIndex>> IndexShelf::list() const {
    const auto served = serving();
    if (!served) return tl::unexpected(served.error());
    // Not by filter_path: an index without our `_meta` is to be seen, too.
    const auto answer = transport_.exchange({.target = "/" + alias_ + "-*/_mapping", .deadline = shelf_deadline});
    if (!answer) return tl::unexpected(error_from(answer.error()));
    const auto metas = metas_from(answer->body);
    if (!metas) return bad_data(metas.error());
    std::vector<ShelvedIndex> shelf;
    for (const NamedMeta& found : *metas) shelf.push_back({found.index, found.meta, is_among(*served, found.index)});
    for (const std::string& name : *served) {
        const bool is_there = std::any_of(shelf.begin(), shelf.end(), [&](const auto& index) { return index.name == name; });
        if (!is_there) shelf.push_back({name, std::nullopt, true});
    }
    return shelf;
}

kb::StoreResult<void> IndexShelf::serve(const std::string& to) const {
    const auto from = serving();
    if (!from) return tl::unexpected(from.error());
    const auto answer = transport_.exchange(
        {.method = Method::post, .target = "/_aliases", .body = alias_move(alias_, *from, to), .deadline = shelf_deadline, .repeatable = false});
    if (!answer) return tl::unexpected(error_from(answer.error()));
    return {};
}

kb::StoreResult<void> IndexShelf::remove(const std::string& index) const {
    const auto answer = transport_.exchange({.method = Method::del, .target = "/" + index, .deadline = shelf_deadline});
    if (!answer && answer.error().trouble != Trouble::missing) return tl::unexpected(error_from(answer.error()));
    return {};
}

kb::StoreResult<std::string> IndexShelf::rollback(const std::string& to) const {
    const auto shelf = list();
    if (!shelf) return tl::unexpected(shelf.error());
    const auto serving = std::find_if(shelf->begin(), shelf->end(), [](const auto& index) { return index.is_serving; });
    const ShelvedIndex* chosen = nullptr;
    for (const ShelvedIndex& index : *shelf) {
        const bool is_wanted = to.empty() ? serving != shelf->end() && index.name < serving->name : index.name == to;
        if (is_wanted && index.is_complete()) chosen = &index;
    }
    if (chosen == nullptr) {
        return bad_data(to.empty() ? fmt::format("no complete index before the one that `{}` names; see `motcua kb status`", alias_)
                              : fmt::format("{} is no complete index of `{}`; see `motcua kb status`", to, alias_));
    }
    const auto moved = serve(chosen->name);
    if (!moved) return tl::unexpected(moved.error());
    return chosen->name;
}

}  // namespace motcua::adapters::elasticsearch
