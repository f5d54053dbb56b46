// A store and its aliases, published to a cluster under an alias of the test's own.
#pragma once

#include <catch2/catch.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "adapters/elasticsearch/elasticsearch_procedure_index.hpp"
#include "adapters/elasticsearch/index_publisher.hpp"
#include "adapters/sqlite/sqlite_procedure_store.hpp"
#include "knowledge-base/index_source.hpp"
#include "tests/support/temp_folder.hpp"

namespace motcua::tests {

/// The transport must outlive it.
class PublishedLibrary {
  public:
    PublishedLibrary(const adapters::elasticsearch::Transport& transport, std::string alias)
        : transport_(transport), alias_(std::move(alias)) {}

    void fill(const std::vector<kb::Procedure>& procedures, std::vector<kb::AliasBlock> aliases = {}) {
        REQUIRE(store_.replace_all(procedures));
        aliases_ = std::move(aliases);
    }

    /// Each publish is a minute younger than the one before.
    kb::StoreResult<adapters::elasticsearch::Published> publish(adapters::elasticsearch::BulkSettings bulk = {}) {
        now_ += std::chrono::minutes(1);
        const adapters::elasticsearch::IndexPublisher publisher(transport_, alias_,
                                                                [this](const std::string& line) { progress_ += line + "\n"; });
        return publisher.publish({store_, aliases_}, {.now = now_, .bulk = std::move(bulk)});
    }

    std::unique_ptr<adapters::elasticsearch::ElasticsearchProcedureIndex> index() const {
        return std::make_unique<adapters::elasticsearch::ElasticsearchProcedureIndex>(
            transport_, adapters::elasticsearch::ServedName{alias_, manifest(), std::chrono::seconds(10)});
    }
    std::string manifest() const {
        return kb::each_document(store_, aliases_, [](const auto&, const auto&) {}).value().text();
    }
    adapters::elasticsearch::IndexShelf shelf() const { return {transport_, alias_}; }
    const std::string& progress() const { return progress_; }

    /// For servers that outlive the test.
    void remove_all() const {
        const auto shelf = this->shelf();
        const auto indexes = shelf.list();
        if (!indexes) return;
        for (const auto& index : *indexes) (void)shelf.remove(index.name);
    }

  private:
    const adapters::elasticsearch::Transport& transport_;
    const std::string alias_;
    TempFolder folder_;
    adapters::SqliteProcedureStore store_{folder_ / "knowledge.db"};
    std::vector<kb::AliasBlock> aliases_;
    std::chrono::system_clock::time_point now_{std::chrono::seconds(1'764'000'000)};
    std::string progress_;
};

}  // namespace motcua::tests
