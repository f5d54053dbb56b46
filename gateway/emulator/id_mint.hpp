// Makes the ids that the platforms make, in their shapes.
#pragma once

#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <string_view>

namespace motcua::gateway {

/// Safe to call from several threads at once. Not for secrets.
class IdMint {
  public:
    /// `seed` 0: from the system.
    explicit IdMint(std::uint64_t seed);

    std::string zalo_message();       // 20 hex digits
    std::string messenger_message();  // "m_" and 86 of [A-Za-z0-9_-]
    std::string trace();              // of a Graph error: 23 of [A-Za-z0-9_-]
    std::string challenge();          // of a handshake: 10 digits
    std::string run();                // 16 hex digits

  private:
    std::string letters(std::string_view alphabet, std::size_t count);

    std::mutex mutex_;
    std::mt19937_64 random_;
};

/// The id that the app, not the OA, knows this person by: 18 digits, always the same for the same person.
std::string id_by_app(std::string_view user);

}  // namespace motcua::gateway
