// Reads both kinds alike: all faults are told at once, an own block takes the place of a built-in one.
#include "gateway/knowledge/curated_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

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

/// The `.txt` files of a folder by name; none when it is not there.
std::vector<std::filesystem::path> own_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(folder)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string told(const std::vector<kb::AliasFault>& faults) {
    std::string lines;
    for (const kb::AliasFault& fault : faults) lines += fmt::format("\n{}:{}: {}", fault.file, fault.line, fault.message);
    return lines;
}

/// Puts an own block where the built-in one of the same key stands, else behind all.
template <class Block, class Same>
void put(std::vector<Block>& blocks, Block own, Same same) {
    const auto known = std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return same(block, own); });
    if (known == blocks.end()) {
        blocks.push_back(std::move(own));
    } else {
        *known = std::move(own);
    }
}

}  // namespace

std::vector<kb::AliasBlock> aliases_of(const std::filesystem::path& data) {
    std::vector<kb::AliasBlock> blocks;
    std::string faults;
    for (const EmbeddedFile& file : alias_files()) {
        kb::AliasFile read = kb::read_aliases(file.text(), file.path);
        faults += told(read.faults);
        std::move(read.blocks.begin(), read.blocks.end(), std::back_inserter(blocks));
    }
    for (const auto& file : own_files(data / "aliases")) {
        kb::AliasFile read = kb::read_aliases(bytes_of(file), file.string());
        faults += told(read.faults);
        for (kb::AliasBlock& block : read.blocks) {
            put(blocks, std::move(block), [](const auto& a, const auto& b) { return a.code == b.code; });
        }
    }
    if (!faults.empty()) throw std::runtime_error("alias files have faults; mend them and start again:" + faults);
    return blocks;
}

std::vector<kb::Matter> matters_of(const std::filesystem::path& data) {
    std::vector<kb::Matter> matters;
    std::string faults;
    for (const EmbeddedFile& file : matter_files()) {
        kb::MatterFile read = kb::read_matters(file.text(), file.path);
        faults += told(read.faults);
        std::move(read.matters.begin(), read.matters.end(), std::back_inserter(matters));
    }
    for (const auto& file : own_files(data / "matters")) {
        kb::MatterFile read = kb::read_matters(bytes_of(file), file.string());
        faults += told(read.faults);
        for (kb::Matter& matter : read.matters) {
            put(matters, std::move(matter), [](const auto& a, const auto& b) { return a.title == b.title; });
        }
    }
    if (!faults.empty()) throw std::runtime_error("matter files have faults; mend them and start again:" + faults);
    return matters;
}

}  // namespace motcua::gateway
