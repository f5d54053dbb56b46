// Which gateways take webhooks now, as a load balancer would know it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <random>

namespace motcua::tests {

/// Safe to use from several threads at once.
class Doors {
  public:
    static constexpr std::size_t count = 2;

    void open(std::size_t number, std::uint16_t port) { ports_[number] = port; }
    void close(std::size_t number) { ports_[number] = 0; }
    /// The port of any open door; 0 when all are closed.
    std::uint16_t any(std::mt19937& random) const {
        const std::size_t first = random() % count;
        for (std::size_t i = 0; i < count; ++i) {
            if (const std::uint16_t port = ports_[(first + i) % count]) return port;
        }
        return 0;
    }

  private:
    std::array<std::atomic<std::uint16_t>, count> ports_{};
};

}  // namespace motcua::tests
