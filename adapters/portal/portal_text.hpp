// Makes the portal's texts clean: NFC, no private-use or invisible characters, plain spaces, no page furniture.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/json/json_document.hpp"

namespace motcua::adapters {

/// What cleaning met in the texts of one record.
struct TextFindings {
    bool was_nfd = false;                 // some text was not NFC
    bool private_use = false;             // icon-font characters were dropped
    std::vector<std::string> ill_formed;  // paths of the texts that hold ill-formed UTF-8
};

/// Puts U+FFFE, which no text may hold, for each ill-formed byte: JSON can then be read, and
/// clean() still knows which field it was.
std::string with_marked_faults(std::string_view bytes);

/// Cleans every text and member name of the tree, in place.
void clean(JsonNode& node, TextFindings& findings);

/// Single spaces, no line break, no outer space.
std::string one_line(std::string_view text);

/// Lines without outer spaces, single spaces inside, at most one empty line between two.
std::string many_lines(std::string_view text);

/// "", "Không có thông tin", "Không", "Không có", "--" and the like: the portal's ways to say nothing.
bool says_nothing(std::string_view text) noexcept;

/// The text before what the page shows below it ("Từ khóaKhông có thông tin…", "Chọn cơ quan thực hiện…").
std::string_view without_furniture(std::string_view text) noexcept;

/// "A A" or "A\nA" to "A": a name that stands twice in its field. One line.
std::string single_name(std::string_view text);

}  // namespace motcua::adapters
