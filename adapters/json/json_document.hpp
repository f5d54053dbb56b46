// JSON text as a plain tree, so that no reader above it needs to know a JSON library.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace motcua::adapters {

/// One value. Members of an object keep their order; a name given twice is found at its first place.
struct JsonNode {
    enum class Kind { null, boolean, number, text, list, object };

    Kind kind = Kind::null;
    bool truth = false;              // of a boolean
    std::string text;                // of a text; of a number, its spelling
    std::vector<std::string> names;  // of an object, one a child
    std::vector<JsonNode> children;  // of a list or an object

    const JsonNode* find(std::string_view name) const noexcept;
};

/// "text", "number", …: for messages.
std::string_view name_of(JsonNode::Kind kind) noexcept;

/// What makes the text no JSON, and where; never quotes the text itself.
struct JsonFault {
    std::size_t byte = 0;  // offset of the first wrong byte, from 0
    std::string message;
};

/// At most 64 levels deep. Ill-formed UTF-8 is a fault. Thread-safe.
tl::expected<JsonNode, JsonFault> parse_json(std::string_view text);

}  // namespace motcua::adapters
