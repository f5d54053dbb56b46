// Reads scheme, host and port by hand: nothing lenient stands between a setting and a connection.
#include "adapters/cpprest/outgoing_url.hpp"

#include <algorithm>

#include "intents/text/ascii.hpp"

namespace motcua::adapters {
namespace {

constexpr std::string_view secure = "https://";
constexpr std::string_view plain = "http://";

bool is_number(std::string_view text, std::size_t most_digits, unsigned most) noexcept {
    if (text.empty() || text.size() > most_digits || !std::all_of(text.begin(), text.end(), intents::is_ascii_digit))
        return false;
    unsigned value = 0;
    for (const char c : text) value = value * 10 + static_cast<unsigned>(c - '0');
    return value <= most;
}

bool is_loopback_number(std::string_view host) noexcept {
    int parts = 0;
    std::string_view rest = host;
    for (;;) {
        const auto dot = rest.find('.');
        const std::string_view part = rest.substr(0, dot);
        if (!is_number(part, 3, 255) || (parts == 0 && part != "127")) return false;
        ++parts;
        if (dot == std::string_view::npos) return parts == 4;
        rest.remove_prefix(dot + 1);
    }
}

bool is_this_machine(std::string_view host) noexcept {
    return host == "localhost" || host == "[::1]" || is_loopback_number(host);
}

bool is_host(std::string_view host) noexcept {
    if (host == "[::1]") return true;
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return intents::is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
    });
}

/// The host without its port, or empty when the port is none.
std::string_view host_of(std::string_view authority) noexcept {
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon == std::string_view::npos) return authority;
    const std::string_view port = authority.substr(colon + 1);
    return is_number(port, 5, 65535) && port != "0" ? authority.substr(0, colon) : std::string_view{};
}

}  // namespace

std::optional<OutgoingUrl> split_url(std::string_view url) {
    const bool printable = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (!printable || url.find_first_of("#\\") != std::string_view::npos) return std::nullopt;
    const std::string_view scheme = url.substr(0, secure.size()) == secure ? secure
                                    : url.substr(0, plain.size()) == plain ? plain
                                                                           : std::string_view{};
    if (scheme.empty()) return std::nullopt;
    const auto end = std::min(url.find_first_of("/?", scheme.size()), url.size());
    const std::string_view host = host_of(url.substr(scheme.size(), end - scheme.size()));
    if (!is_host(host) || (scheme == plain && !is_this_machine(host))) return std::nullopt;
    std::string resource(url.substr(end));
    if (resource.empty() || resource.front() == '?') resource.insert(0, "/");
    return OutgoingUrl{std::string(url.substr(0, end)), std::move(resource)};
}

}  // namespace motcua::adapters
