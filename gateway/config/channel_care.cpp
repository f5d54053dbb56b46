// Reads those settings, with Meta's limits: what it would refuse is told before anything is called.
#include "gateway/config/channel_care.hpp"

#include <algorithm>

#include "adapters/text_splitter.hpp"
#include "gateway/config/toml_reader.hpp"

namespace motcua::gateway {
namespace {

std::int32_t characters_of(const std::string& text) { return adapters::length_of(text, adapters::LengthUnit::code_points); }

bool all_within(const std::vector<std::string>& texts, std::int32_t most) {
    return std::all_of(texts.begin(), texts.end(),
                       [most](const std::string& text) { return !text.empty() && characters_of(text) <= most; });
}

bool is_https(const std::string& url) { return url.rfind("https://", 0) == 0 && url.size() > 8; }

bool is_code(const std::string& code) {
    return code.size() <= 128 && std::all_of(code.begin(), code.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
           });
}

}  // namespace

void read_channel_care(TableReader& root, ChannelCare& care) {
    const toml::table* table = root.table("channels");
    if (table == nullptr) return;
    TableReader reader(*table, "channels", root.folder(), root.problems());
    std::int64_t seconds = care.check.count();
    reader.number("check_seconds", seconds, 1, 86'400);
    care.check = std::chrono::seconds(seconds);
    reader.flag("resubscribe", care.resubscribe);
    reader.text("public_url", care.public_url);
    while (!care.public_url.empty() && care.public_url.back() == '/') care.public_url.pop_back();
    if (!care.public_url.empty() && !is_https(care.public_url)) reader.problem("public_url", "an address that begins with https://");
    reader.text("zalo_verifier", care.zalo_verifier);
    if (!is_code(care.zalo_verifier)) {
        reader.problem("zalo_verifier", "the code alone, at most 128 of A-Z a-z 0-9 _ -, as in zalo_verifierCODE.html");
    }
    reader.finish();
}

void read_profile(TableReader& messenger, ProfileTexts& profile) {
    const toml::table* table = messenger.table("profile");
    if (table == nullptr) return;
    TableReader reader(*table, "messenger.profile", messenger.folder(), messenger.problems());
    reader.text("greeting", profile.greeting);
    if (characters_of(profile.greeting) > 160) reader.problem("greeting", "at most 160 characters");
    reader.texts("ice_breakers", profile.ice_breakers);
    if (profile.ice_breakers.size() > 4 || !all_within(profile.ice_breakers, 80)) {
        reader.problem("ice_breakers", "at most 4 questions of 1 to 80 characters");
    }
    reader.texts("menu", profile.menu);
    if (reader.has("link")) profile.links.clear();
    for (const toml::table* item : reader.tables("link")) {
        TableReader link(*item, "messenger.profile.link", reader.folder(), reader.problems());
        ProfileLink& added = profile.links.emplace_back();
        link.required("title", added.title);
        link.required("url", added.url);
        if (!is_https(added.url)) link.problem("url", "an address that begins with https://");
        if (characters_of(added.title) > 30) link.problem("title", "at most 30 characters");
        link.finish();
    }
    if (profile.menu.size() + profile.links.size() > 20 || !all_within(profile.menu, 30)) {
        reader.problem("menu", "titles of 1 to 30 characters, at most 20 with the links");
    }
    reader.texts("domains", profile.domains);
    if (profile.domains.size() > 50 || !std::all_of(profile.domains.begin(), profile.domains.end(), is_https)) {
        reader.problem("domains", "at most 50 addresses that begin with https://");
    }
    for (std::string& domain : profile.domains) {
        while (!domain.empty() && domain.back() == '/') domain.pop_back();
    }
    reader.finish();
}

}  // namespace motcua::gateway
