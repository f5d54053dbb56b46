// The section names of the phrase files, in the order of Cue.
#include "intents/policy/cue.hpp"

#include <algorithm>
#include <array>

namespace motcua::intents::policy {
namespace {

constexpr std::array<std::string_view, cue_count> cue_names{
    "send",
    "approve",
    "compose",
    "ask",
    "handover",
    "this-chat",
    "paper",
    "inner-paper",
    "draft",
    "plain-paper",
    "authority",
    "report",
    "unpublished",
    "consulted",
    "staff-system",
    "office-system",
    "access-secret",
    "citizen-paper",
    "everyday",
    "asks-about",
    "wish",
    "law",
    "law-abbreviation",
    "legal-term",
    "secret",
    "secret-handed",
    "possession",
    "circulation",
    "heading",
    "salutation",
    "recipients",
    "ground",
    "motto",
    "signer",
    "own-paper",
    "picture-of-paper",
    "rumour",
    "rumour-source",
    "doubt",
    "fraud",
    "impersonation",
    "caller",
    "bold-caller",
    "claim",
    "demand",
    "trap",
    "fell-for-it",
    "stranger",
    "remove",
    "own-data",
    "my-data",
    "withdraw",
    "withdraw-consent",
    "consent",
    "access-wish",
    "privacy-policy",
    "register",
    "number-id-card",
    "number-old-id",
    "number-phone",
    "number-account",
    "number-tax",
    "number-social",
    "number-health",
    "number-passport",
    "number-licence",
    "number-dossier",
    "number-plate",
    "number-card",
    "number-one-time",
    "number-password",
    "number-land",
    "number-code",
    "number-money",
    "person-name",
    "person-title",
    "person-birth",
    "place-name",
    "family-name",
    "civil-paper",
    "self",
    "trait",
};

}  // namespace

std::optional<Cue> cue_from(std::string_view section) noexcept {
    const auto found = std::find(cue_names.begin(), cue_names.end(), section);
    if (found == cue_names.end()) return std::nullopt;
    return static_cast<Cue>(found - cue_names.begin());
}

}  // namespace motcua::intents::policy
