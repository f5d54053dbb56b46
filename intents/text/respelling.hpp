// Chat spellings that are no syllable and are heard as one: "xog" for xong, "fải" for phải, "mìnk" for mình.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::intents {

/// The syllables that one change of onset, coda or rime makes of `typed` (lower case, NFC), likeliest first; empty
/// when `typed` is a syllable or none comes out. A plain word gives plain shapes ("xong"). Pure.
/// Source: vietnamese-text 3.5 (teen spellings, hunspell's REP table).
std::vector<std::string> respellings_of(std::string_view typed);

}  // namespace motcua::intents
