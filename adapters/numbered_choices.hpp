// Buttons as a numbered list in the text: what a platform's own buttons cannot show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/reply.hpp"

namespace motcua::adapters {

/// The buttons that can be sent at all: with a title, and a payload of 1 to 1000 bytes. Titles are
/// sendable().
std::vector<kb::Button> usable_buttons(const std::vector<kb::Button>& buttons);

/// The text, a blank line, and one line a button: "1. Cấp lại bằng". The list alone when the text is empty.
std::string with_numbered_choices(std::string_view text, const std::vector<kb::Button>& buttons);

}  // namespace motcua::adapters
