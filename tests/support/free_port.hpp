// A loopback port that nobody listens on, below the ephemeral ones.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <random>
#include <stdexcept>

namespace motcua::tests {

/// Tells a free port for a server that cannot be given a socket or port 0, and must come back on the same
/// port. Outgoing connections never take it, but another server may before ours does: who starts one tries
/// again then.
inline std::uint16_t free_port() {
    constexpr std::uint16_t lowest = 15'000;
    constexpr std::uint16_t highest = 32'000;  // Linux gives outgoing connections 32768 and above
    std::random_device chance;
    std::uniform_int_distribution<int> any(lowest, highest);
    for (int attempt = 0; attempt < 1'000; ++attempt) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(any(chance)));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::close(socket);
        if (bound == 0) return ntohs(address.sin_port);
    }
    throw std::runtime_error("no free port");
}

}  // namespace motcua::tests
