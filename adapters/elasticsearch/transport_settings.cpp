// Reads addresses with libcurl's own parser, so that what is judged is what is called.
#include "adapters/elasticsearch/transport_settings.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace motcua::adapters::elasticsearch {
namespace {

struct FreeUrl {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};

/// The part, or empty when the address has none.
std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "[::1]" ||
           (host.rfind("127.", 0) == 0 && host.find_first_not_of("0123456789.") == std::string::npos);
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void judge_hosts(const TransportSettings& settings, std::vector<std::string>& mistakes) {
    const bool has_credentials = !settings.api_key_file.empty() || !settings.user.empty();
    if (settings.hosts.empty()) mistakes.emplace_back("hosts: at least one address");
    for (const std::string& url : settings.hosts) {
        const auto host = read_host(url);
        if (!host) {
            mistakes.emplace_back("hosts: http://host:port or https://host:port, without user or query");
        } else if (has_credentials && !host->secure && !host->loopback) {
            mistakes.emplace_back("hosts: https where credentials are sent to another machine");
        }
    }
}

void judge_credentials(const TransportSettings& settings, std::vector<std::string>& mistakes) {
    if (!settings.api_key_file.empty() && !settings.user.empty()) {
        mistakes.emplace_back("api_key_file: not together with user");
    }
    if (settings.user.empty() != settings.password_file.empty()) {
        mistakes.emplace_back("password_file: together with user, or neither");
    }
    if (settings.user.find(':') != std::string::npos || !is_printable(settings.user)) {
        mistakes.emplace_back("user: printable ASCII without a colon");
    }
}

void judge_bounds(const TransportSettings& settings, std::vector<std::string>& mistakes) {
    using std::chrono::milliseconds;
    if (settings.deadline <= milliseconds(0)) mistakes.emplace_back("deadline: more than 0");
    if (settings.connect_timeout <= milliseconds(0)) mistakes.emplace_back("connect_timeout: more than 0");
    if (settings.connections == 0 || settings.connections > 1000) {
        mistakes.emplace_back("connections: 1 to 1000");
    }
    if (settings.connections_per_host == 0 || settings.connections_per_host > settings.connections) {
        mistakes.emplace_back("connections_per_host: 1 to connections");
    }
    if (settings.answer_bytes < 1024) mistakes.emplace_back("answer_bytes: 1024 at least");
}

}  // namespace

std::optional<Fingerprint> read_fingerprint(std::string_view hex) {
    constexpr std::size_t plain = 64;
    constexpr std::size_t with_colons = 95;
    if (hex.size() != plain && hex.size() != with_colons) return std::nullopt;
    const std::size_t step = hex.size() == plain ? 2 : 3;
    Fingerprint read{};
    for (std::size_t i = 0; i < read.size(); ++i) {
        const int high = digit_of(hex[i * step]);
        const int low = digit_of(hex[i * step + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        if (step == 3 && i > 0 && hex[i * step - 1] != ':') return std::nullopt;
        read[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return read;
}

std::optional<HostAddress> read_host(const std::string& url) {
    if (!is_printable(url)) return std::nullopt;
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return std::nullopt;
    const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https") return std::nullopt;
    for (const CURLUPart part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
        if (!part_of(parsed.get(), part).empty()) return std::nullopt;
    }
    HostAddress host;
    host.base = part_of(parsed.get(), CURLUPART_URL);
    while (!host.base.empty() && host.base.back() == '/') host.base.pop_back();
    host.secure = scheme == "https";
    host.loopback = is_loopback(part_of(parsed.get(), CURLUPART_HOST));
    return host;
}

std::vector<std::string> mistakes_in(const TransportSettings& settings) {
    std::vector<std::string> mistakes;
    judge_hosts(settings, mistakes);
    judge_credentials(settings, mistakes);
    judge_bounds(settings, mistakes);
    if (!settings.ca_fingerprint.empty() && !read_fingerprint(settings.ca_fingerprint)) {
        mistakes.emplace_back("ca_fingerprint: 64 hex digits");
    }
    if (!is_printable(settings.opaque_id)) mistakes.emplace_back("opaque_id: printable ASCII without spaces");
    return mistakes;
}

}  // namespace motcua::adapters::elasticsearch
