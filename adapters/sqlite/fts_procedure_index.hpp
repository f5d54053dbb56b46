// The embedded search: kb::ProcedureIndex on SQLite FTS5, over the tokens that normalize() makes.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "knowledge-base/alias_file.hpp"
#include "knowledge-base/procedure_index.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters {

/// One file that can always be made anew from the store and the aliases. A search takes a read connection from
/// a small pool, so that several threads search at once.
class FtsProcedureIndex : public kb::ProcedureIndex {
  public:
    /// Opens or creates the file. Throws SqliteError with the file's name.
    explicit FtsProcedureIndex(std::filesystem::path file);
    ~FtsProcedureIndex() override;

    /// True when the index was made from exactly this: the store's version and these aliases.
    bool fits(std::int64_t store_version, const std::vector<kb::AliasBlock>& aliases) const;

    /// kb::IndexManifest::text() of what it was made of; empty before it was made. Throws SqliteError.
    std::string manifest() const;

    /// Makes the index anew in one transaction; searches see the old one until it is done.
    /// `progress` is called now and then with the number of procedures read so far.
    kb::StoreResult<std::size_t> rebuild(const kb::ProcedureStore& store, const std::vector<kb::AliasBlock>& aliases,
                                         const std::function<void(std::size_t)>& progress = {});

    kb::StoreResult<std::vector<kb::Hit>> search(const kb::SearchQuery& query, std::size_t limit) const override;

  private:
    struct Reader;
    std::unique_ptr<Reader> borrow() const;
    void give_back(std::unique_ptr<Reader> reader) const;

    std::filesystem::path file_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace motcua::adapters
