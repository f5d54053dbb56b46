// The sealed text: a line for each part.
#include "adapters/sealed_secrets.hpp"

#include <algorithm>
#include <array>

namespace motcua::adapters {
namespace {

constexpr std::size_t parts = 6;
using Lines = std::array<std::string, parts>;

std::optional<Lines> lines_of(std::string_view text) {
    Lines lines;
    for (std::string& line : lines) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    return text.empty() ? std::optional(lines) : std::nullopt;
}

}  // namespace

std::optional<std::string> seal_secrets(const SecretBox& box, const TokenRecord& record) {
    const Lines lines{record.account,        std::to_string(record.status.generation),
                      record.pair.access,    record.pair.refresh,
                      record.offer.verifier, record.offer.state};
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) != parts) return std::nullopt;
    return box.seal(text);
}

bool open_secrets(const SecretBox& box, std::string_view sealed, TokenRecord& record) {
    const auto text = box.open(sealed);
    const auto lines = text ? lines_of(*text) : std::nullopt;
    if (!lines) return false;
    const auto& [account, generation, access, refresh, verifier, state] = *lines;
    if (account != record.account || generation != std::to_string(record.status.generation)) return false;
    record.pair = {access, refresh};
    record.offer = {verifier, state};
    return true;
}

}  // namespace motcua::adapters
