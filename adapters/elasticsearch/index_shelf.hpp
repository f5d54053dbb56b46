// The indexes of one alias: which there are, which one serves, how another takes over and old ones go.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/elasticsearch/index_meta.hpp"
#include "adapters/elasticsearch/transport.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters::elasticsearch {

struct ShelvedIndex {
    std::string name;
    std::optional<IndexMeta> meta;  // nothing when it was not made by us
    bool is_serving = false;

    bool is_complete() const noexcept { return meta && meta->is_complete; }
};

/// Indexes are named `<alias>-<time>`; others are never touched. Nothing here is kept between calls.
class IndexShelf {
  public:
    /// `transport` must outlive it.
    IndexShelf(const Transport& transport, std::string alias) : transport_(transport), alias_(std::move(alias)) {}

    const std::string& alias() const noexcept { return alias_; }
    /// Oldest first, by name. What the alias names is among them, also when its name is not one of ours.
    kb::StoreResult<std::vector<ShelvedIndex>> list() const;
    /// Atomic: a search sees the old index or the new one. From then on the alias names `to` only.
    kb::StoreResult<void> serve(const std::string& to) const;
    kb::StoreResult<void> remove(const std::string& index) const;

    /// Lets the alias go back to the newest complete index that is older than the one that serves, or to `to`.
    /// Returns its name.
    kb::StoreResult<std::string> rollback(const std::string& to) const;

  private:
    kb::StoreResult<std::vector<std::string>> serving() const;

    const Transport& transport_;
    const std::string alias_;
};

}  // namespace motcua::adapters::elasticsearch
