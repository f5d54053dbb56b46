// Random ids in the platforms' shapes.
#include "gateway/emulator/id_mint.hpp"

#include "adapters/signature.hpp"

namespace motcua::gateway {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view url_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

std::uint64_t seed_from_system() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

}  // namespace

IdMint::IdMint(std::uint64_t seed) : random_(seed == 0 ? seed_from_system() : seed) {}

std::string IdMint::letters(std::string_view alphabet, std::size_t count) {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += alphabet[random_() % alphabet.size()];
    return text;
}

std::string IdMint::zalo_message() { return letters(hex_digits, 20); }
std::string IdMint::messenger_message() { return "m_" + letters(url_letters, 86); }
std::string IdMint::trace() { return letters(url_letters, 23); }
std::string IdMint::challenge() { return letters("123456789", 10); }
std::string IdMint::run() { return letters(hex_digits, 16); }

std::string id_by_app(std::string_view user) {
    std::string digits = "5";
    for (const std::uint8_t byte : adapters::sha256_of({user})) {
        if (digits.size() < 18) digits += static_cast<char>('0' + byte % 10);
    }
    return digits;
}

}  // namespace motcua::gateway
