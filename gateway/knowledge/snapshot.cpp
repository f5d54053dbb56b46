// Opens the parts in the order in which they need one another.
#include "gateway/knowledge/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "adapters/portal/import.hpp"
#include "knowledge-base/built_in_files.hpp"

namespace motcua::gateway {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(fmt::format("cannot read {}", file.string()));
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

void collect(kb::AliasFile file, std::vector<kb::AliasBlock>& blocks, std::string& faults) {
    for (const kb::AliasFault& fault : file.faults) faults += fmt::format("\n{}:{}: {}", fault.file, fault.line, fault.message);
    for (kb::AliasBlock& block : file.blocks) {
        const auto same = std::find_if(blocks.begin(), blocks.end(),
                                       [&](const kb::AliasBlock& known) { return known.code == block.code; });
        if (same != blocks.end()) {
            *same = std::move(block);
        } else {
            blocks.push_back(std::move(block));
        }
    }
}

[[noreturn]] void fail(std::string_view what, const kb::StoreError& error) {
    throw std::runtime_error(fmt::format("{}: {}", what, error.detail));
}

}  // namespace

std::vector<kb::AliasBlock> aliases_of(const std::filesystem::path& data) {
    std::vector<kb::AliasBlock> blocks;
    std::string faults;
    for (const EmbeddedFile& file : alias_files()) {
        kb::AliasFile read = kb::read_aliases(file.text(), file.path);
        for (const kb::AliasFault& fault : read.faults) {
            faults += fmt::format("\n{}:{}: {}", fault.file, fault.line, fault.message);
        }
        std::move(read.blocks.begin(), read.blocks.end(), std::back_inserter(blocks));
    }
    const std::filesystem::path own = data / "aliases";
    if (std::filesystem::is_directory(own)) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(own)) {
            if (entry.path().extension() == ".txt") files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        for (const auto& file : files) collect(kb::read_aliases(bytes_of(file), file.string()), blocks, faults);
    }
    if (!faults.empty()) throw std::runtime_error("alias files have faults; mend them and start again:" + faults);
    return blocks;
}

Snapshot::Snapshot(const std::filesystem::path& data, const Office& office, const Progress& progress)
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
    conversation_ = std::make_unique<const Conversation>(
        Knowledge{recent_, index_, *catalog_, *ranker_, kb::ConfidenceModel::built_in()}, office);
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
