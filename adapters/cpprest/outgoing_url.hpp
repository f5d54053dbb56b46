// Splits the address of an outgoing call and refuses what a call of ours never has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace motcua::adapters {

struct OutgoingUrl {
    std::string origin;    // "https://host[:port]", what a connection belongs to
    std::string resource;  // path and query as given, "/" when absent
};

/// Nothing unless `url` is absolute, printable ASCII, without user, fragment or empty host, and https; http
/// only when the host is this machine: 127.0.0.0/8 in four plain numbers, `localhost`, `[::1]`. Pure.
std::optional<OutgoingUrl> split_url(std::string_view url);

}  // namespace motcua::adapters
