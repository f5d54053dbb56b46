// Reads the national portal's procedures, as JSON Lines or as the portal gives them, and tells every fault.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "knowledge-base/procedure.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters {

/// Why a record cannot be taken. Names the place, never quotes what stands there.
struct ImportFault {
    std::string source;   // file, or file:line, or file#position in a list
    std::string record;   // the procedure's code; empty when it is not known
    std::string field;    // "methods[2].fee"; empty when it is about the whole record
    std::string message;  // what is expected
};

/// "file:12: 1.001193: name: is missing".
std::string text_of(const ImportFault& fault);

/// What one source holds. The procedures are clean and linted; they are only good while `faults` is empty.
struct ImportBatch {
    std::vector<kb::Procedure> procedures;
    std::vector<ImportFault> faults;
    std::vector<std::string> warnings;  // "file: field 'x' is not known; ignored in 12 records"
};

inline constexpr std::size_t most_line_bytes = std::size_t{4} << 20U;

/// One JSON object a line, in the field names of procedure_document.hpp; empty lines and lines that begin
/// with '#' are skipped. Holds one line at a time.
/// A line of more than 4 MiB is a fault.
ImportBatch read_jsonl(std::istream& lines, const std::string& source);

/// A record as the portal gives it, or a list of such: the flat object of a page ("ma_thu_tuc", glued tables) or
/// an export ("metadata", "content", "tables").
ImportBatch read_portal_json(const std::string& text, const std::string& source);

struct ImportOptions {
    bool replace = false;   // the whole base by these; else these are added or replace their namesakes
    std::string data_date;  // for records that bear none, e.g. "2026-07"
};

/// Joins batches in order: a code that occurs twice is a fault. Without faults, groups of mis-captured pages
/// are found over all of them, and the procedures come sorted by code.
ImportBatch joined(std::vector<ImportBatch> batches);

/// All or nothing: joins the batches and, when there is no fault, stores them. What comes back has either faults
/// (the store's own among them, with source "store") and nothing was changed, or is what was stored.
ImportBatch import_into(kb::ProcedureStore& store, std::vector<ImportBatch> batches, const ImportOptions& options);

}  // namespace motcua::adapters
