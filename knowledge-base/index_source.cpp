// Joins procedures with their aliases; quarantined ones are left out here, for every kind of index alike.
#include "knowledge-base/index_source.hpp"

#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

namespace motcua::kb {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::string_view text) noexcept {
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
    return (hash ^ 0xffU) * 1099511628211ULL;  // a byte that no UTF-8 holds ends the text
}

}  // namespace

void IndexManifest::add(const IndexDocument& document) {
    ++documents_;
    for (const std::string* column : {&document.code, &document.names, &document.accented, &document.pairs,
                                      &document.aliases, &document.body}) {
        digest_ = mixed(digest_, *column);
    }
}

std::string IndexManifest::text() const { return fmt::format("{}-{}-{:016x}", index_format, documents_, digest_); }

StoreResult<IndexManifest> each_document(const ProcedureStore& store, const std::vector<AliasBlock>& aliases,
                                         const std::function<void(const IndexDocument&, const Procedure&)>& visit) {
    std::unordered_map<std::string_view, const AliasBlock*> alias_of;
    for (const AliasBlock& block : aliases) alias_of[block.code] = &block;
    IndexManifest manifest;
    const auto add = [&](const Procedure& procedure) {
        if (procedure.has(Flag::miscaptured)) return;
        const auto block = alias_of.find(procedure.code);
        const IndexDocument document = document_of(procedure, block == alias_of.end() ? nullptr : block->second);
        manifest.add(document);
        visit(document, procedure);
    };
    const auto visited = store.each(add);
    if (!visited) return tl::unexpected(visited.error());
    for (const AliasBlock& block : aliases) {
        if (!block.code.starts_with(outside_prefix) || block.phrases.empty()) continue;
        Procedure gap;  // a known gap competes with the procedures, so that it can be told as one
        gap.code = block.code;
        gap.name = block.short_name;
        add(gap);
    }
    return manifest;
}

}  // namespace motcua::kb
