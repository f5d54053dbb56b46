// Seals small texts for the disk under a key of their own file (libsodium), and makes random texts.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace motcua::adapters {

struct FreeGuarded {
    void operator()(unsigned char* memory) const noexcept;
};

/// Authenticated encryption (secretbox: XSalsa20, Poly1305). The key lies in guarded memory and is wiped.
/// Safe to use from several threads at once.
class SecretBox {
  public:
    /// The first line of `file` is the key, 64 hexadecimal digits; nobody but its owner may read or write it.
    /// The error names the file and what is allowed, never a part of the key.
    static tl::expected<SecretBox, std::string> from_file(const std::filesystem::path& file);

    /// Printable (base64url), other each time.
    std::string seal(std::string_view text) const;
    /// Nothing when it was sealed under another key or is damaged.
    std::optional<std::string> open(std::string_view sealed) const;

  private:
    using Key = std::unique_ptr<unsigned char, FreeGuarded>;
    explicit SecretBox(Key key) : key_(std::move(key)) {}

    Key key_;
};

/// Base64 in the alphabet of addresses, without padding.
std::string base64url(std::string_view bytes);

/// So many random bytes, as base64url: 32 bytes make 43 characters.
std::string random_text(std::size_t bytes);

}  // namespace motcua::adapters
