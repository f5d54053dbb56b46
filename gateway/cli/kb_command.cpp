// `kb stats | validate | show | search`.
#include "gateway/cli/kb_command.hpp"

#include <fmt/format.h>

#include <iostream>
#include <map>

#include "adapters/json/procedure_document.hpp"
#include "adapters/portal/import_report.hpp"
#include "adapters/sqlite/sqlite_procedure_store.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "knowledge-base/answer.hpp"

namespace motcua::gateway {
namespace {

void to_stderr(const std::string& line) { std::cerr << line << '\n'; }

std::vector<kb::Procedure> all_of(const kb::ProcedureStore& store) {
    std::vector<kb::Procedure> procedures;
    const auto read = store.each([&](const kb::Procedure& procedure) { procedures.push_back(procedure); });
    if (!read) throw std::runtime_error("knowledge.db: " + read.error().detail);
    return procedures;
}

}  // namespace

int kb_stats(const CommonOptions& common, std::ostream& out) {
    const Snapshot snapshot(common.data, Office{}, to_stderr);
    out << adapters::text_of(adapters::report_of(all_of(snapshot.store())));
    std::size_t named = 0;
    std::size_t phrases = 0;
    for (const kb::CatalogEntry& entry : snapshot.catalog().entries()) {
        if (!entry.outside.empty()) continue;
        named += entry.alias_count > 0 ? 1 : 0;
        phrases += entry.alias_count;
    }
    out << fmt::format("people's words: {} phrases for {} of {} procedures\n", phrases, named,
                       snapshot.catalog().entries().size() - snapshot.catalog().gaps().size());
    return 0;
}

int kb_validate(const CommonOptions& common, std::ostream& out) {
    const Snapshot snapshot(common.data, Office{}, to_stderr);
    std::size_t flagged = 0;
    for (const kb::Procedure& procedure : all_of(snapshot.store())) {
        if (procedure.flags.empty()) continue;
        ++flagged;
        out << fmt::format("{}  {}\n    ", procedure.code, procedure.name.substr(0, 100));
        for (const kb::Flag flag : procedure.flags) out << kb::name_of(flag) << ' ';
        out << '\n';
    }
    std::size_t strangers = 0;
    for (const kb::AliasBlock& block : aliases_of(common.data)) {
        const auto found = snapshot.store().find(block.code);
        strangers += found && !*found ? 1 : 0;
    }
    out << fmt::format("{} records flagged; {} alias blocks are for procedures not in this base\n", flagged, strangers);
    return flagged == 0 ? 0 : 1;
}

int kb_show(const CommonOptions& common, const std::string& code, bool as_json, std::ostream& out) {
    const Snapshot snapshot(common.data, Office{}, to_stderr);
    const auto found = snapshot.store().find(code);
    if (!found) throw std::runtime_error("knowledge.db: " + found.error().detail);
    if (!*found) {
        out << fmt::format("no procedure {} in {}; `motcua kb search TEXT` finds codes\n", code, common.data.string());
        return 1;
    }
    const kb::CatalogEntry* entry = snapshot.catalog().find(code);
    if (as_json || entry == nullptr) {
        out << adapters::pretty_json_text_of(**found) << '\n';
        return 0;
    }
    using intents::Facet;
    out << kb::answer_from(**found, entry->short_name, {}).text << "\n";
    for (const Facet facet : {Facet::documents, Facet::steps, Facet::conditions, Facet::result, Facet::legal}) {
        out << "\n" << kb::full_answer(**found, entry->short_name, facet).text << "\n";
    }
    return 0;
}

int kb_search(const CommonOptions& common, const std::string& text, std::ostream& out) {
    const Snapshot snapshot(common.data, Office{}, to_stderr);
    const kb::Query query = kb::query_from(snapshot.catalog(), intents::normalize(text));
    const auto ranked = snapshot.conversation().rank(query);
    if (!ranked) throw std::runtime_error("index.db: " + ranked.error().detail);
    for (std::size_t i = 0; i < std::min<std::size_t>(ranked->size(), 10); ++i) {
        const kb::Ranked& row = (*ranked)[i];
        const kb::CatalogEntry& entry = snapshot.catalog().entries()[row.entry];
        out << fmt::format("{:>2}. {}  {:.3f}  {}\n", i + 1, entry.code, row.probability, entry.short_name);
    }
    if (ranked->empty()) out << "nothing found\n";
    return ranked->empty() ? 1 : 0;
}

}  // namespace motcua::gateway
