// Short Vietnamese lines for an answer: fee, time, place and ways to file, none barer than the data allow.
#pragma once

#include <string>

#include "knowledge-base/procedure.hpp"

namespace motcua::kb {

/// What one quoted note may take, in characters.
inline constexpr std::size_t most_note_characters = 300;

/// One line, never empty. "Miễn phí" alone only when every method says so and no note speaks against it;
/// a suspicious figure only in quotation marks with the advice to ask; notes are quoted.
/// Ways with the same fee stand together: "Trực tiếp, Dịch vụ bưu chính: 20.000 đồng; Trực tuyến: 10.000 đồng".
std::string fee_text(const Procedure& procedure);

/// One line, never empty: "Trực tiếp: 5 ngày làm việc; Trực tuyến: 3 ngày làm việc", or just "5 ngày làm việc"
/// when all ways agree. A number without its unit is quoted as such.
std::string duration_text(const Procedure& procedure);

/// Where to file, in today's two tiers (province, commune). An abolished authority is quoted, with the new way.
std::string place_text(const Procedure& procedure);

/// The ways to file, each once; the official page beside the online one.
std::string channels_text(const Procedure& procedure);

}  // namespace motcua::kb
