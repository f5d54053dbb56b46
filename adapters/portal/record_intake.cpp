// Counts, names and keeps what the readers find.
#include "adapters/portal/record_intake.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "adapters/json/procedure_document.hpp"

namespace motcua::adapters {
namespace {

/// "methods[2].colour" and "methods[7].colour" are one unknown field.
std::string without_positions(const std::string& path) {
    std::string out;
    bool inside = false;
    for (const char byte : path) {
        inside = inside ? byte != ']' : byte == '[';
        if (!inside && byte != ']') out += byte;
    }
    return out;
}

}  // namespace

bool RecordIntake::parse(std::string_view bytes, const std::string& place, JsonNode& document) {
    auto parsed = parse_json(with_marked_faults(bytes));
    if (!parsed) {
        fault(place, fmt::format("{} at byte {}", parsed.error().message, parsed.error().byte));
        return false;
    }
    document = std::move(*parsed);
    return true;
}

void RecordIntake::fault(const std::string& place, std::string message) {
    batch_.faults.push_back({place, "", "", std::move(message)});
}

void RecordIntake::take(Record record, const TextFindings& findings, const std::string& place) {
    auto& procedure = record.procedure;
    const auto code = kb::is_procedure_code(procedure.code) ? procedure.code : std::string();
    for (const auto& path : findings.ill_formed) batch_.faults.push_back({place, code, path, "ill-formed UTF-8"});
    for (auto& fault : record.faults) {
        batch_.faults.push_back({place, code, std::move(fault.field), std::move(fault.message)});
    }
    for (const auto& path : record.unknown_fields) ++unknown_fields_[without_positions(path)];
    if (!code.empty()) {
        const auto [known, first] = place_by_code_.emplace(code, place);
        if (!first) batch_.faults.push_back({place, code, "code", "occurs before, at " + known->second});
    }
    if (findings.was_nfd) procedure.mark(kb::Flag::was_nfd);
    if (findings.private_use) procedure.mark(kb::Flag::private_use_characters);
    kb::lint(procedure);
    batch_.procedures.push_back(std::move(procedure));
}

ImportBatch RecordIntake::finish() {
    for (const auto& [field, count] : unknown_fields_) {
        batch_.warnings.push_back(
            fmt::format("{}: field '{}' is not known; ignored {} time(s)", source_, field, count));
    }
    return std::move(batch_);
}

}  // namespace motcua::adapters
