// The fixed names of flags, and what can be told wrong from a record alone.
#include "knowledge-base/procedure.hpp"

#include <algorithm>

namespace motcua::kb {

bool Procedure::has(Flag flag) const noexcept {
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

}  // namespace motcua::kb
