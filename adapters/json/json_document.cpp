// Builds the tree from the library's events, with its depth bounded.
#include "adapters/json/json_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace motcua::adapters {
namespace {

constexpr std::size_t most_levels = 64;

/// Receives the events of one document. The open nodes are addressed from the root, so nothing dangles.
class TreeBuilder {
  public:
    using Events = nlohmann::json;

    bool null() { return add({}); }
    bool boolean(bool value) {
        JsonNode node;
        node.kind = JsonNode::Kind::boolean;
        node.truth = value;
        return add(std::move(node));
    }
    bool number_integer(Events::number_integer_t value) { return number(std::to_string(value)); }
    bool number_unsigned(Events::number_unsigned_t value) { return number(std::to_string(value)); }
    bool number_float(Events::number_float_t, const std::string& spelling) { return number(spelling); }
    bool string(std::string& value) {
        JsonNode node;
        node.kind = JsonNode::Kind::text;
        node.text = std::move(value);
        return add(std::move(node));
    }
    bool binary(Events::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(JsonNode::Kind::object); }
    bool start_array(std::size_t) { return open(JsonNode::Kind::list); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        open_.back()->names.push_back(std::move(name));
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const Events::exception& error) {
        fault_.byte = position == 0 ? 0 : position - 1;
        const std::string_view what = error.what();
        fault_.message = what.find("UTF-8") != std::string_view::npos       ? "ill-formed UTF-8"
                         : what.find("surrogate") != std::string_view::npos ? "half a surrogate pair"
                         : what.find("unexpected end of input") != std::string_view::npos ? "ends too early"
                                                                               : "not JSON";
        return false;
    }

    JsonNode& root() noexcept { return root_; }
    JsonFault& fault() noexcept { return fault_; }

  private:
    bool number(std::string spelling) {
        JsonNode node;
        node.kind = JsonNode::Kind::number;
        node.text = std::move(spelling);
        return add(std::move(node));
    }
    bool add(JsonNode node) {
        if (open_.empty()) {
            root_ = std::move(node);
        } else {
            open_.back()->children.push_back(std::move(node));
        }
        return true;
    }
    bool open(JsonNode::Kind kind) {
        if (open_.size() == most_levels) {
            fault_.message = "nested too deeply";
            return false;
        }
        JsonNode node;
        node.kind = kind;
        // A parent gets no new child while one is open, so the address of the child stays good.
        JsonNode* parent = open_.empty() ? nullptr : open_.back();
        add(std::move(node));
        open_.push_back(parent == nullptr ? &root_ : &parent->children.back());
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    JsonNode root_;
    JsonFault fault_;
    std::vector<JsonNode*> open_;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view name) const noexcept {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? nullptr : &children[static_cast<std::size_t>(at - names.begin())];
}

std::string_view name_of(JsonNode::Kind kind) noexcept {
    switch (kind) {
        case JsonNode::Kind::null: return "null";
        case JsonNode::Kind::boolean: return "boolean";
        case JsonNode::Kind::number: return "number";
        case JsonNode::Kind::text: return "text";
        case JsonNode::Kind::list: return "list";
        case JsonNode::Kind::object: return "object";
    }
    return "null";
}

tl::expected<JsonNode, JsonFault> parse_json(std::string_view text) {
    TreeBuilder builder;
    if (!nlohmann::json::sax_parse(text, &builder)) return tl::make_unexpected(std::move(builder.fault()));
    return std::move(builder.root());
}

}  // namespace motcua::adapters
