// Everything an index is made of, in one order, and what tells two such makings apart.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "knowledge-base/index_document.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::kb {

/// Equal for two indexes exactly when the same program version made them of the same documents, on any machine.
class IndexManifest {
  public:
    void add(const IndexDocument& document);

    std::size_t documents() const noexcept { return documents_; }
    /// "3-2887-0a1b2c3d4e5f6071": index_format, number of documents, digest of all their tokens (FNV-1a, 64 bits).
    std::string text() const;

  private:
    std::uint64_t digest_ = 14695981039346656037ULL;
    std::size_t documents_ = 0;
};

/// Visits the document of every procedure that may be found, in the order of codes, then of every known gap.
/// The procedure of a gap has a code and a name only. Returns the manifest of what was visited.
StoreResult<IndexManifest> each_document(const ProcedureStore& store, const std::vector<AliasBlock>& aliases,
                                         const std::function<void(const IndexDocument&, const Procedure&)>& visit);

}  // namespace motcua::kb
