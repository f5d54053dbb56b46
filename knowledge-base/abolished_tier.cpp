// Looks for the words of the abolished tier at word borders, in the three ways they are capitalised.
#include "knowledge-base/abolished_tier.hpp"

#include <algorithm>
#include <array>

namespace motcua::kb {
namespace {

using namespace std::string_view_literals;

constexpr std::array tier_words{"huyện"sv, "Huyện"sv,  "HUYỆN"sv,  "quận"sv,   "Quận"sv,
                                "QUẬN"sv,  "thị xã"sv, "Thị xã"sv, "Thị Xã"sv, "THỊ XÃ"sv};
constexpr std::array offices{"cấp huyện"sv, "cấp Huyện"sv, "CẤP HUYỆN"sv, "Công an huyện"sv, "UBND huyện"sv,
                             "nhân dân huyện"sv, "cấp quận"sv, "UBND quận"sv, "nhân dân quận"sv};

bool is_letter_byte(char byte) noexcept {
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x80 || (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z');
}

bool has_word(std::string_view text, std::string_view word) noexcept {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool starts = at == 0 || !is_letter_byte(text[at - 1]);
        const bool ends = end == text.size() || !is_letter_byte(text[end]);
        if (starts && ends) return true;
    }
    return false;
}

}  // namespace

bool names_abolished_tier(std::string_view text) noexcept {
    return std::any_of(tier_words.begin(), tier_words.end(), [&](auto word) { return has_word(text, word); });
}

bool names_abolished_authority(std::string_view address) noexcept {
    return std::any_of(offices.begin(), offices.end(), [&](auto word) { return has_word(address, word); });
}

}  // namespace motcua::kb
