// Sends documents in bounded batches, repeats what the cluster was too busy for, and remembers what it refused.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "adapters/elasticsearch/transport.hpp"
#include "knowledge-base/index_document.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters::elasticsearch {

struct BulkSettings {
    std::size_t batch_bytes = 2'000'000;  // a batch is sent when it has grown past this
    std::size_t batch_documents = 1'000;
    int tries = 8;                        // of one batch while the cluster is busy
    std::function<void(std::chrono::milliseconds)> pause;  // before a try again: 250 ms, then twice as long each time
};

struct RefusedDocument {
    std::string code;
    std::string reason;
};

/// For one index and one thread. Call finish() at the end.
class BulkLoader {
  public:
    /// `transport` must outlive it.
    BulkLoader(const Transport& transport, const std::string& index, BulkSettings settings)
        : transport_(transport), target_("/" + index + "/_bulk?filter_path=items.*.status,items.*.error.type,items.*.error.reason"),
          settings_(std::move(settings)) {}

    /// After an error every further call returns it again and sends nothing.
    kb::StoreResult<void> add(const kb::IndexDocument& document, const kb::Procedure& procedure);
    kb::StoreResult<void> finish();

    std::size_t landed() const noexcept { return landed_; }
    /// Those that the cluster took no offence at but these; the rest of their batch landed.
    const std::vector<RefusedDocument>& refused() const noexcept { return refused_; }

  private:
    struct Line {
        std::string code;
        std::string text;
    };
    kb::StoreResult<void> send();
    kb::StoreResult<std::vector<Line>> send_once(const std::vector<Line>& lines);

    const Transport& transport_;
    const std::string target_;
    const BulkSettings settings_;
    std::vector<Line> lines_;
    std::size_t bytes_ = 0;
    std::size_t landed_ = 0;
    std::vector<RefusedDocument> refused_;
    kb::StoreResult<void> state_;
};

}  // namespace motcua::adapters::elasticsearch
