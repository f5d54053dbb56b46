// A Lua script by name: sent once to each server, then called by its digest.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters {

/// Thread-safe. The digest is the server's own answer to SCRIPT LOAD: the same on each.
class RedisScript {
  public:
    /// Redis 7 or newer: the source begins with "#!lua" and its flags.
    RedisScript(std::string name, std::string source) : name_(std::move(name)), source_(std::move(source)) {}

    const std::string& name() const noexcept { return name_; }
    const std::string& source() const noexcept { return source_; }
    /// Empty before the first load.
    std::string digest() const {
        const std::lock_guard lock(mutex_);
        return digest_;
    }
    void loaded(const std::string& digest) const {
        const std::lock_guard lock(mutex_);
        digest_ = digest;
    }

  private:
    std::string name_;
    std::string source_;
    mutable std::mutex mutex_;
    mutable std::string digest_;
};

/// One call of a script. `script` must outlive it.
struct RedisScriptCall {
    const RedisScript* script = nullptr;
    std::vector<std::string> keys;
    std::vector<std::string> arguments;

    RedisScriptCall& with(std::string_view bytes) {
        arguments.emplace_back(bytes);
        return *this;
    }
    RedisScriptCall& with(std::int64_t number) { return with(std::to_string(number)); }
    RedisScriptCall& with_flag(bool flag) { return with(flag ? "1" : "0"); }
    RedisScriptCall& with_count(std::size_t count) { return with(std::to_string(count)); }
};

}  // namespace motcua::adapters
