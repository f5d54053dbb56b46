// The people's words: reads the alias files that staff can edit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::kb {

/// What people call one procedure.
struct AliasBlock {
    std::string code;                   // "1.001193"
    std::string short_name;             // shown on buttons and as a heading; at most 60 characters
    std::vector<std::string> phrases;   // how a person says the need, one each
    std::string note;                   // of a topic outside this base: who handles it
    bool private_matter = false;        // no counter serves it: the note says so and is the whole reply
};

struct AliasFault {
    std::string file;
    std::size_t line = 0;  // from 1
    std::string message;   // what is allowed instead
};

struct AliasFile {
    std::vector<AliasBlock> blocks;
    std::vector<AliasFault> faults;  // every fault of the text; the blocks around it are still read
};

/// Codes of topics that people ask about but no procedure of this base covers begin so.
inline constexpr std::string_view outside_prefix = "out.";

/// Format, one item a line: `# comment`, `[code] title` opens a block, `= short name`, `> note`,
/// `! note` of what no counter serves, else a phrase. Pure.
AliasFile read_aliases(std::string_view text, std::string_view file_name);

}  // namespace motcua::kb
