// Addresses as people write them.
#include "adapters/redis/settings.hpp"

#include <charconv>

namespace motcua::adapters {
namespace {

std::optional<int> port_from(std::string_view digits) noexcept {
    int port = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (fault != std::errc() || end != digits.data() + digits.size() || port < 1 || port > 65'535) return std::nullopt;
    return port;
}

std::optional<RedisAddress> address_of(std::string_view host, std::string_view rest) {
    if (host.empty()) return std::nullopt;
    if (rest.empty()) return RedisAddress{std::string(host)};
    if (rest.front() != ':') return std::nullopt;
    const auto port = port_from(rest.substr(1));
    if (!port) return std::nullopt;
    return RedisAddress{std::string(host), *port};
}

}  // namespace

std::optional<RedisAddress> redis_address_from(std::string_view text) {
    if (text.empty() || text.find_first_of(" \t\r\n") != std::string_view::npos) return std::nullopt;
    if (text.front() == '/') return RedisAddress{std::string(text), 0};
    if (text.front() == '[') {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        return address_of(text.substr(1, end - 1), text.substr(end + 1));
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return address_of(text, {});
    return address_of(text.substr(0, colon), text.substr(colon));
}

std::string to_text(const RedisAddress& address) {
    if (address.host.find('/') == 0) return address.host;
    const bool has_colon = address.host.find(':') != std::string::npos;
    return (has_colon ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

}  // namespace motcua::adapters
