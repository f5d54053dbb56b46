// An event as a platform posts it: exact bytes and the signature over them.
#pragma once

#include <string>

namespace motcua::gateway {

struct SignedEvent {
    std::string name;  // for the log
    std::string body;
    std::string signature_header;
    std::string signature;
};

}  // namespace motcua::gateway
