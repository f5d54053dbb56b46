// A procedure from the portal's Word export: metadata, free-text sections and real tables.
#pragma once

#include "adapters/json/json_document.hpp"
#include "adapters/portal/record_intake.hpp"

namespace motcua::adapters {

/// True when the object has an export's parts.
bool is_portal_export(const JsonNode& object) noexcept;

/// Reads a clean export (its member names are NFC then too).
Record read_portal_export(const JsonNode& object);

}  // namespace motcua::adapters
