// Type checks with a path in every message.
#include "adapters/json/field_reader.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace motcua::adapters {
namespace {

const JsonNode& empty_object() {
    static const JsonNode node = [] {
        JsonNode object;
        object.kind = JsonNode::Kind::object;
        return object;
    }();
    return node;
}

constexpr int most = 1'000'000;

}  // namespace

FieldReader::FieldReader(const JsonNode& object, std::vector<FieldFault>& faults, std::string path)
    : object_(object), faults_(faults), path_(std::move(path)) {}

const JsonNode* FieldReader::present(std::string_view name) const noexcept {
    const auto* node = object_.find(name);
    return node == nullptr || node->kind == JsonNode::Kind::null ? nullptr : node;
}

std::string FieldReader::path_to(std::string_view name) const {
    return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

void FieldReader::fault(std::string_view name, std::string message) const {
    faults_.push_back({path_to(name), std::move(message)});
}

void FieldReader::expected(std::string_view name, std::string_view wanted, const JsonNode& found) const {
    fault(name, fmt::format("expected {}, found {}", wanted, name_of(found.kind)));
}

std::string FieldReader::text(std::string_view name) const {
    const auto* node = present(name);
    if (node == nullptr) return {};
    if (node->kind == JsonNode::Kind::text) return node->text;
    expected(name, "text", *node);
    return {};
}

std::vector<std::string> FieldReader::texts(std::string_view name) const {
    const auto* node = present(name);
    if (node == nullptr) return {};
    const bool right = node->kind == JsonNode::Kind::list &&
                       std::all_of(node->children.begin(), node->children.end(), [](const JsonNode& child) {
                           return child.kind == JsonNode::Kind::text;
                       });
    if (!right) {
        expected(name, "a list of texts", *node);
        return {};
    }
    std::vector<std::string> texts;
    for (const auto& child : node->children) texts.push_back(child.text);
    return texts;
}

int FieldReader::whole_number(std::string_view name) const {
    const auto* node = present(name);
    if (node == nullptr) return 0;
    const bool spelled = node->kind == JsonNode::Kind::number || node->kind == JsonNode::Kind::text;
    if (spelled && node->text.empty()) return 0;
    int value = 0;
    const char* end = node->text.data() + node->text.size();
    const auto [stop, error] = std::from_chars(node->text.data(), end, value);
    if (spelled && error == std::errc{} && stop == end && value >= 0 && value <= most) return value;
    fault(name, fmt::format("expected a whole number from 0 to {}", most));
    return 0;
}

bool FieldReader::truth(std::string_view name) const {
    const auto* node = present(name);
    if (node == nullptr) return false;
    if (node->kind == JsonNode::Kind::boolean) return node->truth;
    expected(name, "true or false", *node);
    return false;
}

std::vector<FieldReader> FieldReader::objects(std::string_view name) const {
    const auto* node = present(name);
    if (node == nullptr) return {};
    if (node->kind != JsonNode::Kind::list) {
        expected(name, "a list of objects", *node);
        return {};
    }
    std::vector<FieldReader> readers;
    for (std::size_t i = 0; i < node->children.size(); ++i) {
        const auto place = fmt::format("{}[{}]", name, i);
        if (node->children[i].kind == JsonNode::Kind::object) {
            readers.emplace_back(node->children[i], faults_, path_to(place));
        } else {
            expected(place, "an object", node->children[i]);
        }
    }
    return readers;
}

FieldReader FieldReader::object(std::string_view name) const {
    const auto* node = present(name);
    if (node != nullptr && node->kind == JsonNode::Kind::object) return {*node, faults_, path_to(name)};
    if (node != nullptr) expected(name, "an object", *node);
    return {empty_object(), faults_, path_to(name)};
}

std::vector<std::string> FieldReader::others_than(const std::vector<std::string_view>& known) const {
    std::vector<std::string> others;
    for (const auto& name : object_.names) {
        if (std::find(known.begin(), known.end(), name) == known.end()) others.push_back(path_to(name));
    }
    return others;
}

}  // namespace motcua::adapters
