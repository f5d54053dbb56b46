// Reads host names out of a text and knows the few kinds that matter.
#include "intents/policy/link_hosts.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace motcua::intents::policy {
namespace {

constexpr std::array<std::string_view, 12> systems{"qlvb",   "vpdt",   "ioffice",      "eoffice",
                                                   "hscv",   "qlvbdh", "voffice",      "vnptoffice",
                                                   "qlvbdt", "egov",   "vanban-noibo", "idesk"};
constexpr std::array<std::string_view, 16> drives{
    "drive.google.com", "docs.google.com", "dropbox.com",       "onedrive.live.com", "1drv.ms", "mega.nz",
    "mediafire.com",    "fshare.vn",       "wetransfer.com",    "sharepoint.com",    "box.com", "we.tl",
    "terabox.com",      "drive.zalo.me",   "photos.google.com", "icloud.com"};
constexpr std::array<std::string_view, 14> brands{
    "dichvucong", "vneid",  "bocongan", "chinhphu",     "vssid",        "thuedientu",     "congdichvu",
    "dvcqg",      "gov-vn", "govvn",    "dancuquocgia", "baohiemxahoi", "dinhdanhdientu", "canhsatgiaothong"};
constexpr std::array<std::string_view, 4> official{"gov.vn", "chinhphu.vn", "baochinhphu.vn", "vssid.vn"};
constexpr std::array<std::string_view, 14> file_suffixes{"doc", "docx", "pdf",  "xls", "xlsx", "jpg", "jpeg",
                                                         "png", "ppt",  "pptx", "txt", "zip",  "rar", "apk"};

bool is_host_part(char folded) noexcept {
    return (is_word_part(folded) && folded != Glyph::foreign) || folded == '-';
}

/// True for "gov.vn" itself and everything below it.
bool is_under(std::string_view host, std::string_view domain) {
    if (host == domain) return true;
    return host.size() > domain.size() && host.substr(host.size() - domain.size()) == domain &&
           host[host.size() - domain.size() - 1] == '.';
}

template <class List>
bool is_under_any(std::string_view host, const List& domains) {
    return std::any_of(domains.begin(), domains.end(),
                       [host](std::string_view domain) { return is_under(host, domain); });
}

bool names_system(std::string_view host) {
    for (std::size_t at = 0; at < host.size();) {
        const auto end = std::min(host.find('.', at), host.size());
        const auto label = host.substr(at, end - at);
        const bool last = end == host.size();
        if (!last && std::find(systems.begin(), systems.end(), label) != systems.end()) return true;
        at = end + 1;
    }
    const bool mail = host.substr(0, 5) == "mail." || host.substr(0, 8) == "webmail.";
    return mail && is_under(host, "gov.vn");
}

bool looks_alike(std::string_view host) {
    const auto suffix = host.substr(host.rfind('.') + 1);
    const bool shorthand = suffix == "gov" || suffix.size() < 2 || is_digit(suffix.front());
    if (shorthand || is_under_any(host, official)) return false;
    if (std::find(file_suffixes.begin(), file_suffixes.end(), suffix) != file_suffixes.end()) return false;
    for (const std::string_view disguise : {"-gov", "gov-", "gov.vn."}) {
        if (host.find(disguise) != std::string_view::npos) return true;
    }
    return std::any_of(brands.begin(), brands.end(),
                       [host](std::string_view brand) { return host.find(brand) != std::string_view::npos; });
}

}  // namespace

LinkHosts link_hosts_in(const GuardedText& text) {
    LinkHosts found;
    for (std::uint32_t at = 0; at < text.glyph_count();) {
        if (!is_host_part(text.folded_at(at))) {
            ++at;
            continue;
        }
        const auto begin = at;
        std::string host;
        std::size_t dots = 0;
        bool plain = true;
        while (is_host_part(text.folded_at(at)) ||
               (text.folded_at(at) == '.' && is_host_part(text.folded_at(at + 1)))) {
            dots += text.folded_at(at) == '.' ? 1U : 0U;
            plain = plain && text.glyphs()[at].tone == Tone::none && text.glyphs()[at].shape == Shape::none;
            host.push_back(text.folded_at(at));
            ++at;
        }
        const bool mail_box = begin > 0 && text.folded_at(begin - 1) == '@';
        if (dots == 0 || mail_box || !plain || host.size() > 253) continue;
        found.internal_system = found.internal_system || names_system(host);
        found.shared_drive = found.shared_drive || is_under_any(host, drives);
        found.look_alike = found.look_alike || looks_alike(host);
    }
    return found;
}

}  // namespace motcua::intents::policy
