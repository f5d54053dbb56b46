// Makes a new index of the whole knowledge base beside the one that serves, proves it, and lets it take over.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "adapters/elasticsearch/bulk_loader.hpp"
#include "adapters/elasticsearch/index_proof.hpp"
#include "adapters/elasticsearch/index_shelf.hpp"
#include "knowledge-base/alias_file.hpp"

namespace motcua::adapters::elasticsearch {

struct PublishRequest {
    std::chrono::system_clock::time_point now;  // names the index
    BulkSettings bulk;
    std::size_t keep = 2;                       // complete indexes that stay, the new one among them; at least 1
};

struct Published {
    std::string index;
    IndexMeta meta;
    std::size_t questions = 0;          // names of procedures that were asked and found theirs
    std::vector<std::string> removed;   // old and half-made indexes
};

/// One at a time for an alias: a second one at the same moment removes the first one's half-made index, and the first
/// one then fails with the alias untouched.
class IndexPublisher {
  public:
    struct Source {
        const kb::ProcedureStore& store;
        const std::vector<kb::AliasBlock>& aliases;
    };
    using Progress = std::function<void(const std::string&)>;

    /// `transport` must outlive it.
    IndexPublisher(const Transport& transport, const std::string& alias, Progress progress)
        : transport_(transport), shelf_(transport, alias), progress_(std::move(progress)) {}

    /// Until the alias moves, at the end, searches see the old index; whatever fails before leaves it in place. What an
    /// interrupted publish left behind is removed first.
    kb::StoreResult<Published> publish(const Source& source, const PublishRequest& request) const;

  private:
    kb::StoreResult<void> remove_half_made(Published& published) const;
    kb::StoreResult<void> fill(Published& published, const Source& source, const PublishRequest& request, IndexProof& proof) const;
    kb::StoreResult<void> settle(const std::string& index) const;
    kb::StoreResult<void> take_over(Published& published) const;
    kb::StoreResult<void> remove_old(Published& published, std::size_t keep) const;
    kb::StoreResult<void> send(Method method, const std::string& target, std::string body = {}) const;

    const Transport& transport_;
    const IndexShelf shelf_;
    const Progress progress_;
};

}  // namespace motcua::adapters::elasticsearch
