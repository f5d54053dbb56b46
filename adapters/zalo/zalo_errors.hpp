// What Zalo's answer to a send means: it hides errors inside HTTP 200.
#pragma once

#include <string_view>

#include "adapters/channel.hpp"
#include "adapters/http_client.hpp"

namespace motcua::adapters {

struct ZaloError {
    int code;
    Fate fate;
    std::string_view reason;
    int tries = 0;  // in all; 0: as many as any failure
};

/// Source: Zalo's appendix of error codes, as in zalo-oa.md section 5. A code that is not in the table is
/// retried: the message was refused as a whole, so nothing is sent twice, and the outbox has an age limit.
ZaloError zalo_error(int code) noexcept;

/// Decides on the `error` of the body, whatever the status. Thread-safe.
Delivery zalo_delivery(const HttpResponse& response);

}  // namespace motcua::adapters
