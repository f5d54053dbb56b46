// Whether a store far away keeps what it acknowledges as the settings ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters {

enum class StoreSafety {
    as_asked,
    unknown,      // it does not let us look
    weaker,       // what was acknowledged may be lost where the settings say that it is not
    unreachable,
};
constexpr std::string_view name_of(StoreSafety safety) noexcept {
    switch (safety) {
        case StoreSafety::as_asked: return "as_asked";
        case StoreSafety::unknown: return "unknown";
        case StoreSafety::weaker: return "weaker";
        case StoreSafety::unreachable: return "unreachable";
    }
    return "unknown";
}

struct SafetyReport {
    StoreSafety safety = StoreSafety::unknown;
    std::vector<std::string> findings;  // what is weaker, or could not be seen, and what it means; a sentence each
};

}  // namespace motcua::adapters
