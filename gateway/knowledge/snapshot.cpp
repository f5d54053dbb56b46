// Opens the parts in the order in which they need one another.
#include "gateway/knowledge/snapshot.hpp"

#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

#include "adapters/portal/import.hpp"
#include "knowledge-base/built_in_files.hpp"

namespace motcua::gateway {
namespace {

[[noreturn]] void fail(std::string_view what, const kb::StoreError& error) {
    throw std::runtime_error(fmt::format("{}: {}", what, error.detail));
}

}  // namespace

Snapshot::Snapshot(const std::filesystem::path& data, const Office& office, const Progress& progress,
                   const IndexMaker& make_index)
    : store_(data / "knowledge.db"), index_(data / "index.db") {
    fill_when_empty(progress);
    const std::vector<kb::AliasBlock> aliases = aliases_of(data);
    const auto version = store_.version();
    if (!version) fail("knowledge.db", version.error());
    version_ = *version;
    if (!index_.fits(version_, aliases)) {
        progress("making the search index anew");
        const auto made = index_.rebuild(store_, aliases, [&](std::size_t count) {
            progress(fmt::format("indexed {} procedures", count));
        });
        if (!made) fail("index.db", made.error());
        progress(fmt::format("indexed {} procedures", *made));
    }
    manifest_ = index_.manifest();
    if (make_index) served_ = make_index(index_, manifest_);
    std::vector<kb::Procedure> headings;
    const auto read = store_.each([&](const kb::Procedure& procedure) {
        kb::Procedure heading;  // the catalog needs no body
        heading.code = procedure.code;
        heading.name = procedure.name;
        heading.field = procedure.field;
        heading.level = procedure.level;
        heading.flags = procedure.flags;
        headings.push_back(std::move(heading));
    });
    if (!read) fail("knowledge.db", read.error());
    catalog_ = std::make_unique<const kb::Catalog>(headings, aliases);
    ranker_ = std::make_unique<const kb::Ranker>(*catalog_, kb::RankerWeights::built_in());
    matters_ = std::make_unique<const kb::MatterBook>(matters_of(data), *catalog_);
    conversation_ = std::make_unique<const Conversation>(
        Knowledge{recent_, index(), *catalog_, *ranker_, kb::ConfidenceModel::built_in(), *matters_}, office);
}

void Snapshot::fill_when_empty(const Progress& progress) {
    const auto count = store_.count();
    if (!count) fail("knowledge.db", count.error());
    if (*count > 0) return;
    std::vector<adapters::ImportBatch> batches;
    for (const EmbeddedFile& file : starter_files()) {
        std::istringstream lines{std::string(file.text())};
        batches.push_back(adapters::read_jsonl(lines, std::string(file.path)));
    }
    const auto filled = adapters::import_into(store_, std::move(batches), {});
    if (!filled.faults.empty()) throw std::runtime_error(adapters::text_of(filled.faults.front()));
    progress(fmt::format("filled the empty knowledge base with the {} starter procedures", filled.procedures.size()));
}

}  // namespace motcua::gateway
