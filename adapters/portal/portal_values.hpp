// Values that pages and exports of the portal share: audiences, results, and what every record must have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/json/field_reader.hpp"
#include "knowledge-base/procedure.hpp"

namespace motcua::adapters {

/// "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)" as its two members: commas inside brackets
/// and the one of "Cán bộ, công chức, viên chức" do not part.
std::vector<std::string> audience_from(std::string_view text);

/// "Giấy khai sinhMã: KQ.G15.000031Từ khóa…" as ["Giấy khai sinh"].
std::vector<std::string> results_from(std::string_view text);

/// The names that a form uses for what every record must have.
struct RequiredFields {
    std::string_view code;
    std::string_view name;
    std::string_view url;
};

/// Faults for a code that is not N.NNNNNN, a missing name, a url that is no address.
void check_portal_record(const FieldReader& reader, const kb::Procedure& procedure, const RequiredFields& names);

}  // namespace motcua::adapters
