// Typed look-ups with a problem for everything that is not as allowed.
#include "gateway/config/toml_reader.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

namespace motcua::gateway {
namespace {

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
    return text;
}

}  // namespace

void TableReader::problem(const std::string& key, const std::string& allowed) {
    problems_.push_back({name_.empty() ? key : name_ + "." + key, allowed});
}

const toml::node* TableReader::find(const std::string& key) {
    asked_.insert(key);
    return table_.get(key);
}

void TableReader::text(const std::string& key, std::string& value) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (const auto read = node->value_exact<std::string>()) {
        value = *read;
    } else {
        problem(key, "a text in quotes");
    }
}

void TableReader::required(const std::string& key, std::string& value) {
    text(key, value);
    if (value.empty()) problem(key, "is required: a text in quotes, not empty");
}

void TableReader::texts(const std::string& key, std::vector<std::string>& value) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    std::vector<std::string> read;
    const toml::array* list = node->as_array();
    bool is_fine = list != nullptr;
    for (std::size_t i = 0; is_fine && i < list->size(); ++i) {
        const auto text = list->get(i)->value_exact<std::string>();
        is_fine = text.has_value();
        if (text) read.push_back(*text);
    }
    if (!is_fine) return problem(key, "a list of texts in quotes");
    value = std::move(read);
}

void TableReader::flag(const std::string& key, bool& value) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const auto read = node->value_exact<bool>();
    if (!read) return problem(key, "true or false");
    value = *read;
}

bool TableReader::whole(const std::string& key, std::int64_t& value, std::int64_t least, std::int64_t most) {
    const toml::node* node = find(key);
    if (node == nullptr) return false;
    const auto read = node->value_exact<std::int64_t>();
    if (!read || *read < least || *read > most) {
        problem(key, fmt::format("a whole number from {} to {}", least, most));
        return false;
    }
    value = *read;
    return true;
}

bool TableReader::secret_from_file(const std::string& key, std::string& value) {
    std::string path;
    text(key + "_file", path);
    if (path.empty()) return false;
    std::ifstream in(folder_ / path);
    std::string line;
    std::getline(in, line);
    value = trimmed(line);
    if (!in && value.empty()) problem(key + "_file", "the path of a readable file whose first line is the secret");
    return true;
}

bool TableReader::secret_from_environment(const std::string& key, std::string& value) {
    std::string variable;
    text(key + "_env", variable);
    if (variable.empty()) return false;
    const char* set = std::getenv(variable.c_str());
    value = set == nullptr ? std::string{} : trimmed(set);
    if (value.empty()) problem(key + "_env", "the name of an environment variable that holds the secret");
    return true;
}

void TableReader::secret(const std::string& key, std::string& value, bool required) {
    if (find(key) != nullptr) problem(key, fmt::format("secrets do not stand in this file: use {0}_file or {0}_env", key));
    const bool by_file = secret_from_file(key, value);
    const bool by_environment = secret_from_environment(key, value);
    if (by_file && by_environment) problem(key, fmt::format("either {0}_file or {0}_env, not both", key));
    if (required && !by_file && !by_environment) {
        problem(key, fmt::format("is required: set {0}_file (path) or {0}_env (variable)", key));
    }
}

const toml::table* TableReader::table(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) problem(key, fmt::format("a table: [{}]", key));
    return node->as_table();
}

std::vector<const toml::table*> TableReader::tables(const std::string& key) {
    std::vector<const toml::table*> found;
    const toml::node* node = find(key);
    if (node == nullptr) return found;
    const toml::array* array = node->as_array();
    if (array == nullptr || !array->is_array_of_tables()) {
        problem(key, "an array of tables, each opened by its name in double brackets");
        return found;
    }
    for (const toml::node& item : *array) found.push_back(item.as_table());
    return found;
}

void TableReader::finish() {
    for (const auto& [key, node] : table_) {
        const std::string name(key.str());
        if (!asked_.contains(name)) problem(name, "is no setting; see docs/configuration.md");
    }
}

}  // namespace motcua::gateway
