// One row a vowel: its five toned forms in the order of Unicode names.
#include "knowledge-base/tone.hpp"

#include <array>
#include <unordered_map>

namespace motcua::kb {
namespace {

struct VowelRow {
    std::string_view plain;
    std::array<std::string_view, 5> toned;
};

constexpr std::array<VowelRow, 12> vowels{{
    {"a", {"à", "á", "ả", "ã", "ạ"}},
    {"ă", {"ằ", "ắ", "ẳ", "ẵ", "ặ"}},
    {"â", {"ầ", "ấ", "ẩ", "ẫ", "ậ"}},
    {"e", {"è", "é", "ẻ", "ẽ", "ẹ"}},
    {"ê", {"ề", "ế", "ể", "ễ", "ệ"}},
    {"i", {"ì", "í", "ỉ", "ĩ", "ị"}},
    {"o", {"ò", "ó", "ỏ", "õ", "ọ"}},
    {"ô", {"ồ", "ố", "ổ", "ỗ", "ộ"}},
    {"ơ", {"ờ", "ớ", "ở", "ỡ", "ợ"}},
    {"u", {"ù", "ú", "ủ", "ũ", "ụ"}},
    {"ư", {"ừ", "ứ", "ử", "ữ", "ự"}},
    {"y", {"ỳ", "ý", "ỷ", "ỹ", "ỵ"}},
}};

const std::unordered_map<std::string_view, std::string_view>& plain_of() {
    static const auto table = [] {
        std::unordered_map<std::string_view, std::string_view> made;
        for (const VowelRow& row : vowels) {
            for (const std::string_view toned : row.toned) made.emplace(toned, row.plain);
        }
        return made;
    }();
    return table;
}

std::size_t length_at(std::string_view text, std::size_t at) noexcept {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size() - at);
}

}  // namespace

std::string without_tone(std::string_view accented) {
    std::string out;
    out.reserve(accented.size());
    for (std::size_t at = 0; at < accented.size();) {
        const std::string_view letter = accented.substr(at, length_at(accented, at));
        const auto plain = letter.size() == 1 ? plain_of().end() : plain_of().find(letter);
        out += plain == plain_of().end() ? letter : plain->second;
        at += letter.size();
    }
    return out;
}

}  // namespace motcua::kb
