// Digests over raw bytes, and comparisons that take the same time whatever they compare.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace motcua::adapters {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of the pieces, one after the other. Thread-safe. Throws std::runtime_error when OpenSSL fails.
Digest sha256_of(std::initializer_list<std::string_view> pieces);

/// HMAC-SHA256. Thread-safe. Throws std::runtime_error when OpenSSL fails.
Digest hmac_sha256(std::string_view key, std::string_view message);

/// 64 lower-case hexadecimal digits.
std::string hex_of(const Digest& digest);

/// The digest that exactly 64 hexadecimal digits of either case spell; nothing for any other text.
std::optional<Digest> digest_from_hex(std::string_view hex) noexcept;

/// Constant time.
bool same(const Digest& one, const Digest& other) noexcept;

/// Compares texts of any length through their digests: the time tells nothing about where they differ.
bool same_text(std::string_view one, std::string_view other);

/// Throws std::invalid_argument, "<setting>: must not be empty …", never with the value, when a secret is
/// empty or has white space around it (a file read with its line end).
void require_secret(std::string_view secret, const std::string& setting);

}  // namespace motcua::adapters
