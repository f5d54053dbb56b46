// One check a property.
#include "gateway/emulator/profile_form.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> known{"get_started", "greeting", "persistent_menu", "ice_breakers",
                                                "whitelisted_domains"};

bool is_text(const Json& object, const char* name, std::size_t most) {
    if (!object.is_object() || !object.contains(name) || !object[name].is_string()) return false;
    const auto& text = object[name].get_ref<const std::string&>();
    const auto characters =
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return !text.empty() && static_cast<std::size_t>(characters) <= most;
}

bool has_default(const Json& list) {
    return list.is_array() && std::any_of(list.begin(), list.end(), [](const Json& entry) {
               return entry.is_object() && entry.value("locale", "") == "default";
           });
}

/// Every call to action of every locale.
template <class Check>
bool all_actions(const Json& list, std::size_t most, Check check) {
    return std::all_of(list.begin(), list.end(), [&](const Json& entry) {
        const Json actions = entry.is_object() ? entry.value("call_to_actions", Json::array()) : Json();
        return actions.is_array() && !actions.empty() && actions.size() <= most &&
               std::all_of(actions.begin(), actions.end(), check);
    });
}

bool is_menu_item(const Json& item) {
    if (!is_text(item, "title", 30)) return false;
    const std::string type = item.value("type", "");
    return (type == "postback" && is_text(item, "payload", 1000)) || (type == "web_url" && is_text(item, "url", 2000));
}

bool is_question(const Json& item) { return is_text(item, "question", 80) && is_text(item, "payload", 1000); }

bool is_domain(const Json& domain) {
    if (!domain.is_string()) return false;
    const auto& text = domain.get_ref<const std::string&>();
    return text.rfind("https://", 0) == 0 && text.find("localhost") == std::string::npos;
}

}  // namespace

std::string profile_fault(std::string_view body, bool has_get_started) {
    const Json changed = Json::parse(body, nullptr, false);
    if (!changed.is_object() || changed.empty()) return "a JSON object with properties is expected";
    for (const auto& [name, value] : changed.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) return name + " is not played here";
    }
    const auto wrong = [&changed](const char* name, auto check) { return changed.contains(name) && !check(changed[name]); };
    if (wrong("get_started", [](const Json& value) { return is_text(value, "payload", 1000); })) return "get_started";
    if (wrong("greeting", [](const Json& list) {
            return has_default(list) &&
                   std::all_of(list.begin(), list.end(), [](const Json& entry) { return is_text(entry, "text", 160); });
        })) {
        return "greeting: default locale, at most 160 characters";
    }
    if (wrong("ice_breakers", [](const Json& list) { return has_default(list) && all_actions(list, 4, is_question); })) {
        return "ice_breakers: default locale, at most 4 questions";
    }
    if (wrong("persistent_menu", [](const Json& list) { return has_default(list) && all_actions(list, 20, is_menu_item); })) {
        return "persistent_menu: default locale, at most 20 items, titles of 30";
    }
    if (changed.contains("persistent_menu") && !has_get_started && !changed.contains("get_started")) {
        return "You must set a Get Started button if you also wish to use persistent menu";
    }
    if (wrong("whitelisted_domains", [](const Json& list) {
            return list.is_array() && list.size() <= 50 && std::all_of(list.begin(), list.end(), is_domain);
        })) {
        return "whitelisted_domains: at most 50, https, no localhost";
    }
    return {};
}

}  // namespace motcua::gateway
