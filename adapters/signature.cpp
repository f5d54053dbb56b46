// Digests and constant-time comparisons by OpenSSL; no other file of the channels includes it.
#include "adapters/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>
#include <stdexcept>

namespace motcua::adapters {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using ContextPtr = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void require(int status) {
    if (status != 1) throw std::runtime_error("openssl: a digest failed");
}

int value_of(char digit) noexcept {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool is_blank(char letter) noexcept {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

}  // namespace

Digest sha256_of(std::initializer_list<std::string_view> pieces) {
    const ContextPtr context(EVP_MD_CTX_new());
    if (!context) throw std::runtime_error("openssl: no digest context");
    require(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr));
    for (const std::string_view piece : pieces) {
        require(EVP_DigestUpdate(context.get(), piece.data(), piece.size()));
    }
    Digest digest{};
    require(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr));
    return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view message) {
    Digest digest{};
    unsigned int length = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    const void* made = HMAC(EVP_sha256(), key.empty() ? "" : key.data(), static_cast<int>(key.size()), bytes,
                            message.size(), digest.data(), &length);
    require(made != nullptr && length == digest.size() ? 1 : 0);
    return digest;
}

std::string hex_of(const Digest& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(digest.size() * 2);
    for (const std::uint8_t byte : digest) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 0x0FU];
    }
    return hex;
}

std::optional<Digest> digest_from_hex(std::string_view hex) noexcept {
    Digest digest{};
    if (hex.size() != digest.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = value_of(hex[2 * i]);
        const int low = value_of(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

bool same(const Digest& one, const Digest& other) noexcept {
    return CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

bool same_text(std::string_view one, std::string_view other) {
    return same(sha256_of({one}), sha256_of({other}));
}

void require_secret(std::string_view secret, const std::string& setting) {
    if (secret.empty()) throw std::invalid_argument(setting + ": must not be empty");
    if (is_blank(secret.front()) || is_blank(secret.back())) {
        throw std::invalid_argument(setting + ": must not begin or end with white space");
    }
}

}  // namespace motcua::adapters
