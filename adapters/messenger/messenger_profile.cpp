// Reads both forms of ice breakers that Meta has had; writes the one that has a locale.
#include "adapters/messenger/messenger_profile.hpp"

#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

/// The list's entry for all languages; the first one when none says so.
const WireNode& of_default_locale(const WireNode& list) {
    static const WireNode nothing;
    for (const WireNode& entry : list.children) {
        if (entry["locale"].string() == "default") return entry;
    }
    return list.children.empty() ? nothing : list.children.front();
}

std::vector<ProfileItem> items_in(const WireNode& list, std::string_view title) {
    std::vector<ProfileItem> items;
    for (const WireNode& node : list.children) {
        items.push_back({node[title].string(), node["payload"].string(), node["url"].string()});
    }
    return items;
}

std::vector<ProfileItem> ice_breakers_in(const WireNode& list) {
    const WireNode& entry = of_default_locale(list);
    return entry.has("call_to_actions") ? items_in(entry["call_to_actions"], "question") : items_in(list, "question");
}

std::string joined(const std::vector<std::string>& pieces) {
    std::string all;
    for (const std::string& piece : pieces) all += (all.empty() ? "" : ",") + piece;
    return all;
}

std::string menu_json(const std::vector<ProfileItem>& menu) {
    std::vector<std::string> items;
    for (const ProfileItem& item : menu) {
        const std::string action = item.url.empty()
                                       ? R"("type":"postback","payload":)" + json_quoted(item.payload)
                                       : R"("type":"web_url","webview_height_ratio":"full","url":)" + json_quoted(item.url);
        items.push_back("{\"title\":" + json_quoted(item.title) + "," + action + "}");
    }
    return R"([{"locale":"default","composer_input_disabled":false,"call_to_actions":[)" + joined(items) + "]}]";
}

std::string questions_json(const std::vector<ProfileItem>& questions) {
    std::vector<std::string> items;
    for (const ProfileItem& item : questions) {
        items.push_back("{\"question\":" + json_quoted(item.title) + ",\"payload\":" + json_quoted(item.payload) + "}");
    }
    return R"([{"call_to_actions":[)" + joined(items) + R"(],"locale":"default"}])";
}

}  // namespace

MessengerProfile profile_from(std::string_view body) {
    const auto root = read_wire_json(body);
    if (!root || (*root)["data"].children.empty()) return {};
    const WireNode& data = (*root)["data"].children.front();
    MessengerProfile profile;
    profile.get_started = data["get_started"]["payload"].string();
    profile.greeting = of_default_locale(data["greeting"])["text"].string();
    profile.ice_breakers = ice_breakers_in(data["ice_breakers"]);
    profile.menu = items_in(of_default_locale(data["persistent_menu"])["call_to_actions"], "title");
    for (const WireNode& node : data["whitelisted_domains"].children) {
        std::string domain = node.string();
        while (!domain.empty() && domain.back() == '/') domain.pop_back();
        profile.domains.push_back(std::move(domain));
    }
    return profile;
}

std::string profile_body(const MessengerProfile& changed) {
    std::vector<std::string> members;
    if (!changed.get_started.empty()) {
        members.push_back(R"("get_started":{"payload":)" + json_quoted(changed.get_started) + "}");
    }
    if (!changed.greeting.empty()) {
        members.push_back(R"("greeting":[{"locale":"default","text":)" + json_quoted(changed.greeting) + "}]");
    }
    if (!changed.ice_breakers.empty()) members.push_back("\"ice_breakers\":" + questions_json(changed.ice_breakers));
    if (!changed.menu.empty()) members.push_back("\"persistent_menu\":" + menu_json(changed.menu));
    if (!changed.domains.empty()) {
        std::vector<std::string> domains;
        for (const std::string& domain : changed.domains) domains.push_back(json_quoted(domain));
        members.push_back("\"whitelisted_domains\":[" + joined(domains) + "]");
    }
    return "{" + joined(members) + "}";
}

}  // namespace motcua::adapters
