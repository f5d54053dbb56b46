// Counts characters and finds the last good place to cut.
#include "knowledge-base/excerpt.hpp"

#include <algorithm>

namespace motcua::kb {
namespace {

bool continues(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string in_one_line(std::string_view text) {
    constexpr std::string_view blanks = " \n\t\r";
    std::string line;
    line.reserve(text.size());
    while (true) {
        const auto begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return line;
        const auto end = std::min(text.find_first_of(blanks, begin), text.size());
        if (!line.empty()) line += ' ';
        line += text.substr(begin, end - begin);
        text.remove_prefix(end);
    }
}

/// The byte where the first `most` characters end.
std::size_t end_of(std::string_view text, std::size_t most) noexcept {
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size(); ++at) {
        if (continues(text[at])) continue;
        if (seen == most) break;
        ++seen;
    }
    return at;
}

bool ends_a_sentence(std::string_view text, std::size_t at) noexcept {
    const char byte = text[at];
    return (byte == '.' || byte == ';' || byte == '!' || byte == '?') && at + 1 < text.size() && text[at + 1] == ' ';
}

}  // namespace

std::size_t characters_in(std::string_view utf8) noexcept {
    std::size_t count = 0;
    for (const char byte : utf8) count += continues(byte) ? 0 : 1;
    return count;
}

std::string excerpt(std::string_view utf8, std::size_t most) {
    std::string line = in_one_line(utf8);
    const auto end = end_of(line, most);
    if (end == line.size()) return line;
    const auto room = end_of(line, most - 2);  // " …" goes behind
    std::size_t cut = 0;
    for (std::size_t at = room; at > room / 3; --at) {
        if (!ends_a_sentence(line, at - 1)) continue;
        cut = at;
        break;
    }
    if (cut == 0) cut = line.rfind(' ', room);
    if (cut == std::string::npos || cut == 0) cut = room;
    line.resize(cut);
    while (!line.empty() && line.back() == ' ') line.pop_back();
    const bool sentence = !line.empty() && (line.back() == '.' || line.back() == ';');
    return line + (sentence ? " …" : "…");
}

}  // namespace motcua::kb
