// What of a token record is sealed, and how it is bound to its row.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/secret_box.hpp"
#include "adapters/token_vault.hpp"

namespace motcua::adapters {

/// A vault keeps this text sealed, to know its key again.
inline constexpr std::string_view vault_proof = "motcua token vault";

/// Pair and offer of the record under the key of `box`, together with its account and generation: sealed
/// bytes that were moved to another row do not open there. Nothing when a part holds a line break.
std::optional<std::string> seal_secrets(const SecretBox& box, const TokenRecord& record);

/// Fills pair and offer of `record`, whose account and generation must be set. False, and the record as it
/// was, when the bytes are damaged, of another row, or sealed under another key.
bool open_secrets(const SecretBox& box, std::string_view sealed, TokenRecord& record);

}  // namespace motcua::adapters
