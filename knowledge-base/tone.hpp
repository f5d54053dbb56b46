// Takes the tone off a Vietnamese word and leaves the letters: a wrong tone is a smaller slip than a wrong letter.
#pragma once

#include <string>
#include <string_view>

namespace motcua::kb {

/// Of NFC lower case text: "thuế" to "thuê", "đường" to "đương". Other bytes stay.
std::string without_tone(std::string_view accented);

}  // namespace motcua::kb
