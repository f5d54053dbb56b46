// Line by line: comment, block, short name or phrase.
#include "knowledge-base/alias_file.hpp"

#include <fmt/format.h>

#include "intents/normalized_text.hpp"

namespace motcua::kb {
namespace {

constexpr std::size_t longest_short_name = 60;  // characters; a button of Zalo takes 100, a heading reads best below 60

std::string_view trimmed(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::size_t characters(std::string_view utf8) noexcept {
    std::size_t count = 0;
    for (const char byte : utf8) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

void open_block(AliasFile& file, std::string_view line, std::string_view name, std::size_t number) {
    const auto close = line.find(']');
    if (close == std::string_view::npos || close < 2) {
        file.faults.push_back({std::string(name), number, "expected [code] title, e.g. [1.001193] Đăng ký khai sinh"});
        return;
    }
    file.blocks.push_back({std::string(trimmed(line.substr(1, close - 1))), {}, {}});
}

void read_line(AliasFile& file, std::string_view line, std::string_view name, std::size_t number) {
    if (line.empty() || line.front() == '#') return;
    if (line.front() == '[') return open_block(file, line, name, number);
    const auto fault = [&](std::string message) {
        file.faults.push_back({std::string(name), number, std::move(message)});
    };
    if (file.blocks.empty()) return fault("a phrase must stand under a [code] line");
    AliasBlock& block = file.blocks.back();
    if (line.front() == '>') {
        block.note = intents::to_nfc(trimmed(line.substr(1)));
        return;
    }
    if (line.front() != '=') {
        block.phrases.push_back(intents::to_nfc(line));
        return;
    }
    const auto short_name = trimmed(line.substr(1));
    if (!block.short_name.empty()) return fault(fmt::format("{}: a second short name; one is allowed", block.code));
    if (characters(short_name) > longest_short_name) {
        return fault(fmt::format("{}: the short name may have at most {} characters", block.code, longest_short_name));
    }
    block.short_name = intents::to_nfc(short_name);
}

}  // namespace

AliasFile read_aliases(std::string_view text, std::string_view file_name) {
    AliasFile file;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        read_line(file, trimmed(text.substr(0, end)), file_name, ++number);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return file;
}

}  // namespace motcua::kb
