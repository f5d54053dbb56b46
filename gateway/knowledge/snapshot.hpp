// Everything an answer needs, opened once from a data folder: store, index, catalog, ranker, conversation.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/sqlite/fts_procedure_index.hpp"
#include "adapters/sqlite/sqlite_procedure_store.hpp"
#include "gateway/conversation/conversation.hpp"
#include "gateway/knowledge/curated_files.hpp"
#include "gateway/knowledge/recent_procedures.hpp"

namespace motcua::gateway {

/// What answers searches instead of the embedded index.
struct ServedIndex {
    std::unique_ptr<kb::ProcedureIndex> index;
    std::function<void()> look;  // asks how it stands; may take as long as a search
};
/// Makes it for one snapshot, whose embedded index outlives it. `manifest`: kb::IndexManifest::text() of the snapshot.
using IndexMaker = std::function<ServedIndex(const kb::ProcedureIndex& embedded, const std::string& manifest)>;

/// One state of the knowledge. Immutable once opened; safe to share between threads. A later state is another one.
class Snapshot {
  public:
    using Progress = std::function<void(const std::string&)>;

    /// Opens `<data>/knowledge.db` (filled with the starter base when it is empty) and `<data>/index.db` (made anew
    /// when it does not fit). Throws std::runtime_error with what to do. Without `make_index` the embedded index answers.
    Snapshot(const std::filesystem::path& data, const Office& office, const Progress& progress,
             const IndexMaker& make_index = {});
    Snapshot& operator=(Snapshot&&) = delete;  // neither copied nor moved: its parts refer to one another

    const Conversation& conversation() const noexcept { return *conversation_; }
    const kb::Catalog& catalog() const noexcept { return *catalog_; }
    const kb::Ranker& ranker() const noexcept { return *ranker_; }
    const kb::ProcedureStore& store() const noexcept { return store_; }
    /// What the conversation searches.
    const kb::ProcedureIndex& index() const noexcept { return served_.index ? *served_.index : embedded(); }
    const kb::ProcedureIndex& embedded() const noexcept { return index_; }
    /// Lets the index that is served instead of the embedded one tell how it stands.
    void look_at_index() const {
        if (served_.look) served_.look();
    }
    const std::string& manifest() const noexcept { return manifest_; }
    std::int64_t version() const noexcept { return version_; }

  private:
    void fill_when_empty(const Progress& progress);

    adapters::SqliteProcedureStore store_;
    RecentProcedures recent_{store_};
    adapters::FtsProcedureIndex index_;
    std::int64_t version_ = 0;
    std::string manifest_;
    ServedIndex served_;
    std::unique_ptr<const kb::Catalog> catalog_;
    std::unique_ptr<const kb::Ranker> ranker_;
    std::unique_ptr<const kb::MatterBook> matters_;
    std::unique_ptr<const Conversation> conversation_;
};

}  // namespace motcua::gateway
