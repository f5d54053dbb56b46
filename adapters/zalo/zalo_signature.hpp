// Zalo's signature: which header spellings there are, and which known keys would have made one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/signature.hpp"
#include "adapters/zalo/zalo_settings.hpp"

namespace motcua::adapters {

/// What is signed, as it stands in the body.
struct ZaloSigned {
    std::string_view app_id;
    std::string_view body;
    std::string_view timestamp;
};

/// Plain SHA-256 of app id, raw body, timestamp and the OA secret key, not an HMAC (official Java SDK,
/// MacUtils).
Digest zalo_mac(const ZaloSigned& text, std::string_view oa_secret);

/// "mac=" and 64 hexadecimal digits; also without the prefix, with spaces around '=', in either case.
std::optional<Digest> digest_from_zalo_header(std::string_view header) noexcept;

/// The most frequent set-up errors, tried for the log only: "app secret", "app secret of another app",
/// "secret of another app", "oa secret with a line end", "oa id as first term", "timestamp of the header". Empty when none fits, or the body is over 64 KiB.
/// `header_timestamp` is the value of X-ZEvent-Timestamp, if there was one.
std::string zalo_diagnosis(const ZaloSigned& text, const Digest& given, const ZaloSettings& settings,
                           std::string_view header_timestamp);

}  // namespace motcua::adapters
