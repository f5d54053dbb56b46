// What Messenger's answer to a send means: code and subcode decide, never the HTTP status.
#pragma once

#include <string_view>

#include "adapters/channel.hpp"
#include "adapters/http_client.hpp"

namespace motcua::adapters {

inline constexpr int any_code = -1;

struct MessengerError {
    int code;     // any_code: the subcode alone decides, whichever field it stands in
    int subcode;  // any_code: of no special subcode
    Fate fate;
    std::string_view reason;
    int tries = 0;  // in all; 0: as many as any failure
};

/// Source: Meta's error code pages of 2026, as in messenger.md section 6. Looked up as code with subcode,
/// then the subcode alone, then the code alone. Nothing in the table: Fate::rejected, "unknown code".
MessengerError messenger_error(int code, int subcode) noexcept;

/// Decides on the `error` of the body, whatever the status. Thread-safe.
Delivery messenger_delivery(const HttpResponse& response);

}  // namespace motcua::adapters
