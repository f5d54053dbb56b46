// One section of an answer per facet, brief or in full.
#pragma once

#include <string>
#include <string_view>

#include "intents/facet.hpp"
#include "knowledge-base/procedure.hpp"

namespace motcua::kb {

enum class Length { brief, full };

/// "Giấy tờ cần chuẩn bị:", "Lệ phí:", ...
std::string section_heading(const Procedure& procedure, intents::Facet facet);
/// Never empty: says so when the portal has nothing. Brief: a few lines; full: at most 6,000 characters.
std::string section(const Procedure& procedure, intents::Facet facet, Length length);
/// One numbered paper with its form and how many originals and copies.
std::string paper_line(std::size_t number, const Document& paper, Length length);

/// False when the record has nothing for this facet, so that its section only says so.
bool says_something(const Procedure& procedure, intents::Facet facet);
/// True when the full section says more than the brief one.
bool has_more(const Procedure& procedure, intents::Facet facet);

/// "4 loại (bấm Giấy tờ để xem)".
std::string papers_count_text(const Procedure& procedure);
/// "2026-07" to "tháng 7/2026"; other texts as they are.
std::string date_text(std::string_view date);

}  // namespace motcua::kb
