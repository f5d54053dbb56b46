// Matters: what people name when they do not say what they want done, and the procedures they may mean; files for staff.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/alias_file.hpp"

namespace motcua::kb {

struct Matter {
    std::string title;                 // "Sổ đỏ, sổ hồng"; at most 60 characters; told in the question back
    std::vector<std::string> phrases;  // how a person names it, with accents; at most 8 syllables each
    std::vector<std::string> codes;    // what it may mean, what is asked for every day first
    std::vector<std::string> unclear;  // names, too, of which none of the codes is the everyday meaning: always asked back
};

struct MatterFile {
    std::vector<Matter> matters;
    std::vector<AliasFault> faults;  // every fault of the text; the matters around it are still read
};

/// Format, one item a line: `# comment`, `[title]` opens a matter, `- phrase`, `? unclear phrase`,
/// `> code`. Pure.
MatterFile read_matters(std::string_view text, std::string_view file_name);

}  // namespace motcua::kb
