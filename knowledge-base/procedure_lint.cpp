// What can be told wrong from a record alone: lint() and its rules, one function a rule.
#include <algorithm>
#include <array>

#include "knowledge-base/abolished_tier.hpp"
#include "knowledge-base/procedure.hpp"
#include "knowledge-base/published_fee.hpp"

namespace motcua::kb {
namespace {

bool is_importers_own(Flag flag) noexcept {
    return flag == Flag::was_nfd || flag == Flag::private_use_characters || flag == Flag::template_file_name ||
           flag == Flag::glued_cell || flag == Flag::miscaptured;
}

bool lacks_a_unit(const Procedure& procedure) {
    return std::any_of(procedure.methods.begin(), procedure.methods.end(), [](const Method& method) {
        return method.duration_unit_missing || is_bare_number(method.duration);
    });
}

bool states_a_tiny_fee(const Procedure& procedure) {
    return std::any_of(procedure.methods.begin(), procedure.methods.end(), [](const Method& method) {
        const auto lines = fee_lines(method);
        return std::any_of(lines.begin(), lines.end(), is_suspiciously_small);
    });
}

bool is_free_beside_an_amount(const Procedure& procedure) {
    return std::any_of(procedure.methods.begin(), procedure.methods.end(), is_free_but_names_an_amount);
}

bool names_an_abolished_authority(const Procedure& procedure) {
    // A street address keeps its old "quận Ba Đình"; only an authority in it is a fault.
    return names_abolished_tier(procedure.agency) || names_abolished_tier(procedure.competent_agency) ||
           names_abolished_authority(procedure.receiving_address);
}

std::size_t bytes_of(const Procedure& procedure) {
    std::size_t bytes = procedure.name.size() + procedure.steps.size() + procedure.requirements.size() +
                        procedure.receiving_address.size();
    for (const auto& row : procedure.methods) {
        bytes += row.duration.size() + row.fee.size() + row.fee_note.size() + row.note.size();
    }
    for (const auto& row : procedure.documents) bytes += row.document_case.size() + row.name.size();
    for (const auto& row : procedure.legal_basis) bytes += row.name.size() + row.code.size();
    return bytes;
}

}  // namespace

void lint(Procedure& procedure) {
    std::vector<Flag> kept;
    std::copy_if(procedure.flags.begin(), procedure.flags.end(), std::back_inserter(kept), is_importers_own);
    procedure.flags = std::move(kept);
    const std::array<std::pair<Flag, bool>, 9> findings{{
        {Flag::duration_without_unit, lacks_a_unit(procedure)},
        {Flag::fee_suspiciously_small, states_a_tiny_fee(procedure)},
        {Flag::free_but_amount_in_note, is_free_beside_an_amount(procedure)},
        {Flag::abolished_tier, names_an_abolished_authority(procedure)},
        {Flag::no_documents, procedure.documents.empty()},
        {Flag::no_methods, procedure.methods.empty()},
        {Flag::no_agency, procedure.authority().empty()},
        {Flag::no_url, procedure.url.empty()},
        {Flag::very_long, bytes_of(procedure) > very_long_bytes},
    }};
    for (const auto& [flag, found] : findings) {
        if (found) procedure.mark(flag);
    }
    std::sort(procedure.flags.begin(), procedure.flags.end());
}

}  // namespace motcua::kb
