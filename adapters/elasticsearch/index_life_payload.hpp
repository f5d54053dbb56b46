// Bodies and answers of an index's life: how it is made, what it tells of itself, which one the alias names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/elasticsearch/index_meta.hpp"

namespace motcua::adapters::elasticsearch {

/// What PUT /<index> is sent: one shard, fields of exact tokens that core analysis alone can make, nothing dynamic.
std::string index_definition(const IndexMeta& meta);
/// What PUT /<index>/_mapping is sent: `_meta` anew.
std::string meta_definition(const IndexMeta& meta);
/// What PUT /<index>/_settings is sent when the loading is over.
std::string serving_settings();
/// What POST /_aliases is sent: atomically, `alias` leaves `from` and names `to`.
std::string alias_move(const std::string& alias, const std::vector<std::string>& from, const std::string& to);

inline constexpr const char* meta_target = "/_mapping?filter_path=*.mappings._meta";

struct NamedMeta {
    std::string index;
    std::optional<IndexMeta> meta;  // nothing when the index was not made by us
};
/// Of GET /<name>/_mapping; in the order of names.
tl::expected<std::vector<NamedMeta>, std::string> metas_from(const std::string& body);

/// Of GET /<pattern>/_alias or /_alias/<alias>: the indexes, in the order of names.
tl::expected<std::vector<std::string>, std::string> indexes_from(const std::string& body);

/// Of GET /<index>/_count; nothing when it is only a part.
std::optional<std::size_t> count_from(const std::string& body);

}  // namespace motcua::adapters::elasticsearch
