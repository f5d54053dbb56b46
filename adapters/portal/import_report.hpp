// What an import brought, in counts: by flag, by field, by ministry.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "knowledge-base/procedure.hpp"

namespace motcua::adapters {

struct ImportReport {
    std::size_t procedures = 0;
    std::map<kb::Flag, std::size_t> by_flag;
    std::map<std::string, std::size_t> by_ministry;  // "" where the record names none
    std::map<std::string, std::size_t> by_field;
    std::vector<std::string> quarantined;  // codes, in order
};

ImportReport report_of(const std::vector<kb::Procedure>& procedures);

/// Several lines for a terminal; of the fields the `most_fields` commonest.
std::string text_of(const ImportReport& report, std::size_t most_fields = 15);

}  // namespace motcua::adapters
