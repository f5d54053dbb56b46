// Proves a filled index before it serves: every document is counted, and a sample of names finds its procedures.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/elasticsearch/transport.hpp"
#include "knowledge-base/index_document.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters::elasticsearch {

/// Keeps every so-manieth document: a hundred or so of `about`, which need not be exact.
class IndexProof {
  public:
    explicit IndexProof(std::size_t about) : step_(about / 100 + 1) {}

    /// Call for every document that was sent to the index.
    void note(const kb::IndexDocument& document);

    /// Asks the index. Returns how many names were asked; the error names what is missing.
    kb::StoreResult<std::size_t> check(const Transport& transport, const std::string& index) const;

  private:
    const std::size_t step_;
    std::size_t seen_ = 0;
    std::vector<kb::IndexDocument> sample_;
};

}  // namespace motcua::adapters::elasticsearch
