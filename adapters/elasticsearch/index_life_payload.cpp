// The mapping and the settings; alike on Elasticsearch 7.10 to 9 and OpenSearch 1 to 3.
#include "adapters/elasticsearch/index_life_payload.hpp"

#include <nlohmann/json.hpp>

namespace motcua::adapters::elasticsearch {
namespace {

using Json = nlohmann::json;

/// Tokens joined by spaces: which of them a document holds, without counts, lengths or places.
Json tokens() { return {{"type", "text"}, {"analyzer", "whitespace"}, {"norms", false}, {"index_options", "docs"}}; }

Json tokens_and_words() {
    Json field = tokens();
    field["copy_to"] = Json::array({"words"});
    return field;
}

Json json_of(const IndexMeta& meta) {
    return {{"motcua",
             {{"index_format", meta.format},
              {"manifest", meta.manifest},
              {"documents", meta.documents},
              {"data_version", meta.data_version},
              {"made_at", meta.made_at},
              {"complete", meta.is_complete}}}};
}

std::optional<IndexMeta> meta_of(const Json& index) {
    const Json::json_pointer place("/mappings/_meta/motcua");
    if (!index.contains(place)) return std::nullopt;
    const Json& meta = index.at(place);
    return IndexMeta{.format = meta.at("index_format").get<int>(),
                     .manifest = meta.at("manifest").get<std::string>(),
                     .documents = meta.at("documents").get<std::size_t>(),
                     .data_version = meta.at("data_version").get<std::int64_t>(),
                     .made_at = meta.at("made_at").get<std::string>(),
                     .is_complete = meta.at("complete").get<bool>()};
}

constexpr const char* unreadable = "the answer is not that of a search cluster";

}  // namespace

std::string index_definition(const IndexMeta& meta) {
    const Json keyword{{"type", "keyword"}};
    const Json shown{{"type", "keyword"}, {"index", false}, {"doc_values", false}};
    const Json body{
        {"settings",
         {{"number_of_shards", 1},  // exact counts, and one page cache holds all of a nation's procedures
          {"number_of_replicas", 0},
          {"refresh_interval", "-1"}}},
        {"mappings",
         {{"dynamic", "strict"},
          {"_meta", json_of(meta)},
          {"properties",
           {{"code", keyword},
            {"name", shown},
            {"field", keyword},
            {"level", keyword},
            {"audience", keyword},
            {"names", tokens_and_words()},
            {"aliases", tokens_and_words()},
            {"words", tokens()},
            {"accented", tokens()},
            {"pairs", tokens()},
            {"body", tokens()}}}}},
    };
    return body.dump();
}

std::string meta_definition(const IndexMeta& meta) { return Json{{"_meta", json_of(meta)}}.dump(); }

std::string serving_settings() {
    return R"({"index":{"refresh_interval":"1s","auto_expand_replicas":"0-1"}})";
}

std::string alias_move(const std::string& alias, const std::vector<std::string>& from, const std::string& to) {
    Json actions = Json::array();
    for (const std::string& index : from) {
        if (index != to) actions.push_back({{"remove", {{"index", index}, {"alias", alias}}}});
    }
    actions.push_back({{"add", {{"index", to}, {"alias", alias}}}});
    return Json{{"actions", std::move(actions)}}.dump();
}

tl::expected<std::vector<NamedMeta>, std::string> metas_from(const std::string& body) {
    try {
        const Json answer = Json::parse(body);
        if (!answer.is_object()) return tl::unexpected(std::string(unreadable));
        std::vector<NamedMeta> found;
        for (const auto& [name, index] : answer.items()) found.push_back({name, meta_of(index)});
        return found;
    } catch (const Json::exception&) {
        return tl::unexpected(std::string(unreadable));
    }
}

tl::expected<std::vector<std::string>, std::string> indexes_from(const std::string& body) {
    const Json answer = Json::parse(body, nullptr, false);
    if (!answer.is_object()) return tl::unexpected(std::string(unreadable));
    std::vector<std::string> names;
    for (const auto& [name, aliases] : answer.items()) {
        if (aliases.is_object() && aliases.contains("aliases")) names.push_back(name);
    }
    return names;
}

std::optional<std::size_t> count_from(const std::string& body) {
    const Json answer = Json::parse(body, nullptr, false);
    if (!answer.is_object() || !answer.contains("count") || !answer["count"].is_number_unsigned()) return std::nullopt;
    const Json failed = answer.value(Json::json_pointer("/_shards/failed"), Json(1));
    if (failed != 0) return std::nullopt;
    return answer["count"].get<std::size_t>();
}

}  // namespace motcua::adapters::elasticsearch
