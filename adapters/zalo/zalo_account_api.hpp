// The call that tells how an Official Account stands: name, kind, verification, package, call limit.
#pragma once

#include <string>

#include "adapters/http_client.hpp"
#include "adapters/platform_fault.hpp"
#include "adapters/zalo/zalo_settings.hpp"

namespace motcua::adapters {

struct ZaloAccountInfo {
    std::string oa_id;
    std::string name;
    std::string type;     // "business", "government", or the platform's number
    bool verified = false;
    std::string package;  // with the day it is good until; may be empty
    std::string calls_left;   // "3990 of 4000 in this minute"; empty: not told
};

/// GET /v2.0/oa/getoa, limited in time. Thread-safe as far as `http` and the token source are.
PlatformResult<ZaloAccountInfo> zalo_account_info(const std::string& base_url, const ZaloAccount& account,
                                                  HttpClient& http);

}  // namespace motcua::adapters
