// Why a call about an account's set-up failed, and what a person can do about it.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace motcua::adapters {

struct PlatformFault {
    std::string reason;  // fixed words and the platform's code, e.g. "messenger 190/0 token invalid"
    std::string mend;    // which token, which permission, which page of the console
};
template <class T>
using PlatformResult = tl::expected<T, PlatformFault>;

}  // namespace motcua::adapters
