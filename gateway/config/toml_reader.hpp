// Reads tables of a TOML file key by key, remembers what was asked for, and reports the rest as unknown.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <toml++/toml.h>
#include <vector>

#include "gateway/config/config.hpp"

namespace motcua::gateway {

/// One table while it is read. Problems go to the shared list, with the table's name before the key.
class TableReader {
  public:
    TableReader(const toml::table& table, std::string name, std::filesystem::path folder,
                std::vector<ConfigProblem>& problems)
        : table_(table), name_(std::move(name)), folder_(std::move(folder)), problems_(problems) {}

    void text(const std::string& key, std::string& value);
    /// A list of texts; replaces the value when the key is there.
    void texts(const std::string& key, std::vector<std::string>& value);
    void flag(const std::string& key, bool& value);
    bool has(const std::string& key) const { return table_.contains(key); }
    /// A whole number in [least, most].
    template <class Number>
    void number(const std::string& key, Number& value, std::int64_t least, std::int64_t most) {
        std::int64_t read = static_cast<std::int64_t>(value);
        if (whole(key, read, least, most)) value = static_cast<Number>(read);
    }
    /// `key_file` or `key_env`; a plain `key` is a problem, because files of settings are copied about.
    void secret(const std::string& key, std::string& value, bool required);
    void required(const std::string& key, std::string& value);
    /// A table below; nullptr when it is absent.
    const toml::table* table(const std::string& key);
    /// The tables of an array of tables.
    std::vector<const toml::table*> tables(const std::string& key);
    /// Call last: every key that nobody asked for is a problem.
    void finish();

    void problem(const std::string& key, const std::string& allowed);
    const std::filesystem::path& folder() const noexcept { return folder_; }
    std::vector<ConfigProblem>& problems() noexcept { return problems_; }

  private:
    const toml::node* find(const std::string& key);
    bool whole(const std::string& key, std::int64_t& value, std::int64_t least, std::int64_t most);
    bool secret_from_file(const std::string& key, std::string& value);
    bool secret_from_environment(const std::string& key, std::string& value);

    const toml::table& table_;
    std::string name_;
    std::filesystem::path folder_;
    std::vector<ConfigProblem>& problems_;
    std::set<std::string> asked_;
};

}  // namespace motcua::gateway
