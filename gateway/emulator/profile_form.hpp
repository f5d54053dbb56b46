// The limits of the Messenger Profile API (messenger 7), over the body of a call.
#pragma once

#include <string>
#include <string_view>

namespace motcua::gateway {

/// What Meta would refuse in a POST of these properties; empty when nothing. A menu needs Get Started, in the call
/// or there already.
std::string profile_fault(std::string_view body, bool has_get_started);

}  // namespace motcua::gateway
