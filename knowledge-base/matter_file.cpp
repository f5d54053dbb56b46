// Line by line: comment, title, name or code.
#include "knowledge-base/matter_file.hpp"

#include <fmt/format.h>

#include "intents/normalized_text.hpp"
#include "intents/text/text_lines.hpp"
#include "knowledge-base/excerpt.hpp"

namespace motcua::kb {
namespace {

constexpr std::size_t longest_title = 60;  // characters
constexpr std::size_t fewest_codes = 2;

/// What is wrong with a line; empty when it was read.
std::string read_line(std::vector<Matter>& matters, std::string_view line) {
    if (line.front() == '[') {
        const auto close = line.find(']');
        if (close == std::string_view::npos || close < 2) return "expected [title], e.g. [Sổ đỏ, sổ hồng]";
        std::string title = intents::to_nfc(intents::trimmed(line.substr(1, close - 1)));
        if (characters_in(title) > longest_title) return fmt::format("a title may have at most {} characters", longest_title);
        matters.push_back({std::move(title), {}, {}, {}});
        return {};
    }
    const auto value = intents::trimmed(line.substr(1));
    const bool known = line.front() == '-' || line.front() == '?' || line.front() == '>';
    if (!known || value.empty()) return "expected `[title]`, `- phrase`, `? phrase` or `> code`";
    if (matters.empty()) return "a phrase or code must stand under a [title] line";
    Matter& matter = matters.back();
    if (line.front() == '>') {
        matter.codes.emplace_back(value);
    } else {
        (line.front() == '-' ? matter.phrases : matter.unclear).push_back(intents::to_nfc(value));
    }
    return {};
}

}  // namespace

MatterFile read_matters(std::string_view text, std::string_view file_name) {
    MatterFile file;
    std::vector<std::size_t> opened;  // line of each matter
    intents::for_each_entry(text, [&](std::string_view line, std::size_t number) {
        std::string fault = read_line(file.matters, line);
        if (!fault.empty()) file.faults.push_back({std::string(file_name), number, std::move(fault)});
        if (file.matters.size() > opened.size()) opened.push_back(number);
    });
    for (std::size_t i = 0; i < file.matters.size(); ++i) {
        const Matter& matter = file.matters[i];
        const bool has_name = !matter.phrases.empty() || !matter.unclear.empty();
        if (has_name && matter.codes.size() >= fewest_codes) continue;
        file.faults.push_back({std::string(file_name), opened[i],
                               fmt::format("{}: needs a `- phrase` and at least {} `> code` lines", matter.title, fewest_codes)});
    }
    return file;
}

}  // namespace motcua::kb
