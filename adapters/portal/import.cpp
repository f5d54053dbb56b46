// Tells pages from exports, joins batches, and stores them all or not at all.
#include "adapters/portal/import.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "adapters/portal/portal_export.hpp"
#include "adapters/portal/portal_page.hpp"
#include "adapters/portal/record_intake.hpp"

namespace motcua::adapters {
namespace {

void take_portal_record(RecordIntake& intake, JsonNode& node, const std::string& place) {
    TextFindings findings;
    clean(node, findings);
    if (is_portal_page(node)) {
        intake.take(read_portal_page(node), findings, place);
    } else if (is_portal_export(node)) {
        intake.take(read_portal_export(node), findings, place);
    } else {
        intake.fault(place, "expected a portal page (ma_thu_tuc, …) or an export (metadata, content, tables)");
    }
}

bool comes_first(const kb::Procedure& left, const kb::Procedure& right) { return left.code < right.code; }

void add_codes_told_twice(ImportBatch& all) {
    for (std::size_t i = 1; i < all.procedures.size(); ++i) {
        const auto& code = all.procedures[i].code;
        if (code.empty() || code != all.procedures[i - 1].code) continue;
        const bool told = std::any_of(all.faults.begin(), all.faults.end(), [&](const ImportFault& fault) {
            return fault.record == code && fault.field == "code";
        });
        if (!told) all.faults.push_back({"", code, "code", "occurs in more than one file"});
    }
}

/// What stands in the store and is not replaced takes part in the search for mis-captured groups.
tl::expected<std::vector<kb::Procedure>, kb::StoreError> with_the_rest(kb::ProcedureStore& store,
                                                                       const std::vector<kb::Procedure>& fresh) {
    std::map<std::string_view, const kb::Procedure*> by_code;
    for (const auto& procedure : fresh) by_code.emplace(procedure.code, &procedure);
    auto all = fresh;
    const auto read = store.each([&](const kb::Procedure& stored) {
        if (!by_code.contains(stored.code)) all.push_back(stored);
    });
    if (!read) return tl::make_unexpected(read.error());
    return all;
}

kb::StoreResult<void> store_all(kb::ProcedureStore& store, std::vector<kb::Procedure>& procedures, bool replace) {
    if (replace) return store.replace_all(procedures);
    auto all = with_the_rest(store, procedures);
    if (!all) return tl::make_unexpected(all.error());
    std::vector<bool> was_marked;
    for (const auto& procedure : *all) was_marked.push_back(procedure.has(kb::Flag::miscaptured));
    kb::quarantine_miscaptured(*all);
    std::vector<kb::Procedure> changed;
    for (std::size_t i = 0; i < all->size(); ++i) {
        auto& procedure = (*all)[i];
        const bool fresh = i < procedures.size();
        if (fresh) procedures[i] = procedure;
        if (fresh || procedure.has(kb::Flag::miscaptured) != was_marked[i]) changed.push_back(std::move(procedure));
    }
    return store.put_all(changed);
}

}  // namespace

std::string text_of(const ImportFault& fault) {
    std::string text;
    for (const auto* part : {&fault.source, &fault.record, &fault.field}) {
        if (!part->empty()) text += *part + ": ";
    }
    return text + fault.message;
}

ImportBatch read_portal_json(const std::string& text, const std::string& source) {
    RecordIntake intake(source);
    JsonNode document;
    if (!intake.parse(text, source, document)) return intake.finish();
    if (document.kind == JsonNode::Kind::list) {
        for (std::size_t i = 0; i < document.children.size(); ++i) {
            take_portal_record(intake, document.children[i], fmt::format("{}#{}", source, i + 1));
        }
    } else {
        take_portal_record(intake, document, source);
    }
    return intake.finish();
}

ImportBatch joined(std::vector<ImportBatch> batches) {
    ImportBatch all;
    for (auto& batch : batches) {
        std::move(batch.procedures.begin(), batch.procedures.end(), std::back_inserter(all.procedures));
        std::move(batch.faults.begin(), batch.faults.end(), std::back_inserter(all.faults));
        std::move(batch.warnings.begin(), batch.warnings.end(), std::back_inserter(all.warnings));
    }
    std::stable_sort(all.procedures.begin(), all.procedures.end(), comes_first);
    add_codes_told_twice(all);
    if (all.faults.empty()) kb::quarantine_miscaptured(all.procedures);
    return all;
}

ImportBatch import_into(kb::ProcedureStore& store, std::vector<ImportBatch> batches, const ImportOptions& options) {
    auto all = joined(std::move(batches));
    if (!all.faults.empty()) return all;
    for (auto& procedure : all.procedures) {
        if (procedure.data_date.empty()) procedure.data_date = options.data_date;
    }
    if (const auto stored = store_all(store, all.procedures, options.replace); !stored) {
        all.faults.push_back({"store", "", "", stored.error().detail});
    }
    return all;
}

}  // namespace motcua::adapters
