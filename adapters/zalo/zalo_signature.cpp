// The formula of Zalo's signature and the diagnosis of a wrong one.
#include "adapters/zalo/zalo_signature.hpp"

namespace motcua::adapters {
namespace {

bool is_header_blank(char letter) noexcept { return letter == ' ' || letter == '\t'; }

std::string_view without_blanks(std::string_view text) noexcept {
    while (!text.empty() && is_header_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_header_blank(text.back())) text.remove_suffix(1);
    return text;
}

bool is_mac(std::string_view word) noexcept {
    constexpr std::string_view wanted = "mac";
    if (word.size() != wanted.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if ((static_cast<unsigned char>(word[i]) | 0x20U) != static_cast<unsigned char>(wanted[i]))
            return false;
    }
    return true;
}

}  // namespace

Digest zalo_mac(const ZaloSigned& text, std::string_view oa_secret) {
    return sha256_of({text.app_id, text.body, text.timestamp, oa_secret});
}

std::optional<Digest> digest_from_zalo_header(std::string_view header) noexcept {
    std::string_view hex = without_blanks(header);
    const std::size_t equals = hex.find('=');
    if (equals != std::string_view::npos) {
        const std::string_view word = without_blanks(hex.substr(0, equals));
        if (!word.empty() && !is_mac(word)) return std::nullopt;
        hex = without_blanks(hex.substr(equals + 1));
    }
    return digest_from_hex(hex);
}

std::string zalo_diagnosis(const ZaloSigned& text, const Digest& given, const ZaloSettings& settings,
                           std::string_view header_timestamp) {
    constexpr std::size_t largest_body = 64 * 1024;  // a wrong signature must stay cheap to refuse
    if (text.body.size() > largest_body) return {};
    const auto fits = [&given](const ZaloSigned& other, std::string_view secret) {
        return same(zalo_mac(other, secret), given);
    };
    for (const ZaloApp& app : settings.apps) {
        if (app.app_secret && fits(text, *app.app_secret)) {
            return app.app_id == text.app_id ? "app secret" : "app secret of another app";
        }
        for (const std::string& secret : app.oa_secrets) {
            if (app.app_id != text.app_id && fits(text, secret)) return "secret of another app";
            if (fits(text, secret + "\n")) return "oa secret with a line end";
            if (!header_timestamp.empty() && fits({text.app_id, text.body, header_timestamp}, secret)) {
                return "timestamp of the header";
            }
            for (const ZaloAccount& account : settings.accounts) {
                if (fits({account.oa_id, text.body, text.timestamp}, secret)) return "oa id as first term";
            }
        }
    }
    return {};
}

}  // namespace motcua::adapters
