// Line by line: comment, block, short name or phrase.
#include "knowledge-base/alias_file.hpp"

#include <fmt/format.h>

#include "intents/normalized_text.hpp"
#include "intents/text/text_lines.hpp"
#include "knowledge-base/excerpt.hpp"

namespace motcua::kb {
namespace {

constexpr std::size_t longest_short_name = 60;  // characters; a button of Zalo takes 100, a heading reads best below 60

void open_block(AliasFile& file, std::string_view line, std::string_view name, std::size_t number) {
    const auto close = line.find(']');
    if (close == std::string_view::npos || close < 2) {
        file.faults.push_back({std::string(name), number, "expected [code] title, e.g. [1.001193] Đăng ký khai sinh"});
        return;
    }
    file.blocks.push_back({std::string(intents::trimmed(line.substr(1, close - 1))), {}, {}});
}

void read_line(AliasFile& file, std::string_view line, std::string_view name, std::size_t number) {
    if (line.front() == '[') return open_block(file, line, name, number);
    const auto fault = [&](std::string message) {
        file.faults.push_back({std::string(name), number, std::move(message)});
    };
    if (file.blocks.empty()) return fault("a phrase must stand under a [code] line");
    AliasBlock& block = file.blocks.back();
    if (line.front() == '>' || line.front() == '!') {
        block.private_matter = line.front() == '!';
        block.note = intents::to_nfc(intents::trimmed(line.substr(1)));
        return;
    }
    if (line.front() != '=') {
        block.phrases.push_back(intents::to_nfc(line));
        return;
    }
    const auto short_name = intents::trimmed(line.substr(1));
    if (!block.short_name.empty()) return fault(fmt::format("{}: a second short name; one is allowed", block.code));
    if (characters_in(short_name) > longest_short_name) {
        return fault(fmt::format("{}: the short name may have at most {} characters", block.code, longest_short_name));
    }
    block.short_name = intents::to_nfc(short_name);
}

}  // namespace

AliasFile read_aliases(std::string_view text, std::string_view file_name) {
    AliasFile file;
    intents::for_each_entry(text, [&](std::string_view line, std::size_t number) { read_line(file, line, file_name, number); });
    return file;
}

}  // namespace motcua::kb
