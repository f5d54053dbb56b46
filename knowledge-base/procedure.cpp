// The fixed names of flags, and the questions a procedure answers about its own.
#include "knowledge-base/procedure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace motcua::kb {
namespace {

constexpr std::array<std::pair<Flag, std::string_view>, 14> flag_names{{
    {Flag::duration_without_unit, "duration_without_unit"},
    {Flag::fee_suspiciously_small, "fee_suspiciously_small"},
    {Flag::free_but_amount_in_note, "free_but_amount_in_note"},
    {Flag::abolished_tier, "abolished_tier"},
    {Flag::no_documents, "no_documents"},
    {Flag::no_methods, "no_methods"},
    {Flag::no_agency, "no_agency"},
    {Flag::no_url, "no_url"},
    {Flag::glued_cell, "glued_cell"},
    {Flag::private_use_characters, "private_use_characters"},
    {Flag::was_nfd, "was_nfd"},
    {Flag::template_file_name, "template_file_name"},
    {Flag::miscaptured, "miscaptured"},
    {Flag::very_long, "very_long"},
}};
static_assert(flag_names.size() == static_cast<std::size_t>(Flag::very_long) + 1);

}  // namespace

std::string_view name_of(Flag flag) noexcept { return flag_names[static_cast<std::size_t>(flag)].second; }

std::optional<Flag> flag_from(std::string_view name) noexcept {
    for (const auto& [flag, spelling] : flag_names) {
        if (spelling == name) return flag;
    }
    return std::nullopt;
}

const std::vector<Flag>& all_flags() {
    static const std::vector<Flag> flags = [] {
        std::vector<Flag> all;
        for (const auto& [flag, spelling] : flag_names) all.push_back(flag);
        return all;
    }();
    return flags;
}

bool Procedure::has(Flag flag) const noexcept {
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

void Procedure::mark(Flag flag) {
    if (!has(flag)) flags.push_back(flag);
}

bool is_procedure_code(std::string_view text) noexcept {
    const auto digits = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    return text.size() == 8 && text[1] == '.' && digits(text.substr(0, 1)) && digits(text.substr(2));
}

}  // namespace motcua::kb
