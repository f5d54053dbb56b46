// Fuzz target: any bytes as a portal record and as JSON Lines; what comes out must be clean and storable.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "adapters/json/procedure_document.hpp"
#include "adapters/portal/glued_documents.hpp"
#include "adapters/portal/glued_laws.hpp"
#include "adapters/portal/glued_methods.hpp"
#include "adapters/portal/import.hpp"
#include "adapters/portal/portal_text.hpp"
#include "knowledge-base/published_facts.hpp"

namespace {

void check(const motcua::adapters::ImportBatch& batch) {
    using namespace motcua;
    if (!batch.faults.empty()) return;
    for (const auto& procedure : batch.procedures) {
        const auto text = adapters::json_text_of(procedure);
        const auto back = adapters::procedure_from(text);
        if (!back || adapters::json_text_of(*back) != text) std::abort();
        if (kb::fee_text(procedure).empty() || kb::duration_text(procedure).empty()) std::abort();
        if (kb::place_text(procedure).empty() || kb::channels_text(procedure).empty()) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace motcua;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    check(adapters::read_portal_json(bytes, "fuzz"));
    std::istringstream lines(bytes);
    check(adapters::read_jsonl(lines, "fuzz"));
    const auto cell = adapters::with_marked_faults(bytes);
    (void)adapters::split_methods(cell);
    (void)adapters::split_documents(cell);
    (void)adapters::split_laws(cell);
    return 0;
}
