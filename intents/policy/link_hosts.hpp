// What the hosts named in a text tell: internal systems, shared drives, look-alikes of the state's sites.
// Never fetched.
#pragma once

#include "intents/policy/guarded_text.hpp"

namespace motcua::intents::policy {

struct LinkHosts {
    bool internal_system = false;  // a document system or mail of an authority
    bool shared_drive = false;     // a place where files are handed over
    bool look_alike = false;       // speaks like a site of the state and is none
};

LinkHosts link_hosts_in(const GuardedText& text);

}  // namespace motcua::intents::policy
