// C++ text as the rules need it: what is code, and what it includes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::tests {

/// The text with comments and the insides of string and character literals blanked; line ends stay.
std::string code_of(std::string_view cpp);

struct Include {
    std::string target;   // without its brackets
    bool angled = false;  // <...>, not "..."
    std::size_t line = 0;  // from 1
};
/// In order; one inside a comment or a literal is none.
std::vector<Include> includes_of(std::string_view cpp);

}  // namespace motcua::tests
