// A page of the portal as its flat JSON: metadata in fields, tables as glued text, the whole page in raw_text.
#pragma once

#include "adapters/json/json_document.hpp"
#include "adapters/portal/record_intake.hpp"

namespace motcua::adapters {

/// True when the object has a page's fields.
bool is_portal_page(const JsonNode& object) noexcept;

/// Reads a clean page. A table that is missing or cut short is taken from raw_text; a page whose raw_text bears
/// another code than the record was captured wrongly and is marked so.
Record read_portal_page(const JsonNode& page);

}  // namespace motcua::adapters
