// A procedure to and from our own JSON: what the store keeps, what `kb show` prints, what starter files hold.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/json/field_reader.hpp"
#include "adapters/json/json_document.hpp"
#include "knowledge-base/procedure.hpp"

namespace motcua::adapters {

/// One line of JSON with the field names of the JSONL base, plus data_date, valid_from, valid_to, overrides
/// and flags; empty members are left out, except code and name. Ill-formed UTF-8 becomes U+FFFD.
std::string json_text_of(const kb::Procedure& procedure);

/// The same over several lines, for people.
std::string pretty_json_text_of(const kb::Procedure& procedure);

/// What a document holds, with every fault of it; the procedure is only good without faults.
struct ProcedureReading {
    kb::Procedure procedure;
    std::vector<FieldFault> faults;
    std::vector<std::string> unknown_fields;  // paths; ignored
};

/// Checks types, the form of code ("N.NNNNNN"), dates and url, and that there is a name. Texts stay as they are.
ProcedureReading read_procedure(const JsonNode& document);

/// What json_text_of() wrote; the first fault otherwise.
tl::expected<kb::Procedure, std::string> procedure_from(std::string_view json_text);

}  // namespace motcua::adapters
