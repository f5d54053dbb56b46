// DialogueSession to one line and back: `1|touched|code|facet,facet|code,code`.
#include "gateway/conversation/session.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace motcua::gateway {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return parts;
}

}  // namespace

std::string DialogueSession::to_text() const {
    std::vector<std::string_view> names;
    names.reserve(facets.size());
    for (const intents::Facet facet : facets) names.push_back(intents::name_of(facet));
    return fmt::format("1|{}|{}|{}|{}", touched.count(), code, fmt::join(names, ","), fmt::join(options, ","));
}

DialogueSession DialogueSession::from_text(std::string_view text) {
    std::array<std::string_view, 5> fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto end = text.find('|');
        if ((end == std::string_view::npos) != (i + 1 == fields.size())) return {};
        fields[i] = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    if (fields[0] != "1") return {};
    DialogueSession session;
    std::int64_t seconds = 0;
    const auto read = std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), seconds);
    if (read.ec != std::errc{} || read.ptr != fields[1].data() + fields[1].size()) return {};
    session.touched = std::chrono::seconds(seconds);
    session.code = fields[2];
    for (const std::string& name : split(fields[3], ',')) {
        if (const auto facet = intents::facet_from(name)) session.facets.push_back(*facet);
    }
    session.options = split(fields[4], ',');
    return session;
}

DialogueSession DialogueSession::current(std::chrono::seconds now) const {
    return now - touched > session_life ? DialogueSession{} : *this;
}

}  // namespace motcua::gateway
