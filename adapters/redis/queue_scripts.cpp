// Puts each script together from the files that are built into the binary.
#include "adapters/redis/queue_scripts.hpp"

#include <stdexcept>

#include "intents/embedded_file.hpp"

namespace motcua {
std::span<const EmbeddedFile> redis_scripts_files() noexcept;
}

namespace motcua::adapters {
namespace {

std::string file_named(const std::string& name) {
    const std::string end = "/" + name + ".lua";
    for (const EmbeddedFile& file : redis_scripts_files()) {
        const std::string_view path = file.path;
        if (path.size() >= end.size() && path.substr(path.size() - end.size()) == end) return std::string(file.text());
    }
    throw std::logic_error("no such script: " + name);
}

enum class WhenFull { refused, allowed };

/// A prvalue: a script is neither copied nor moved.
RedisScript script(const std::string& name, WhenFull when_full = WhenFull::allowed) {
    const char* first_line = when_full == WhenFull::allowed ? "#!lua flags=allow-oom\n" : "#!lua\n";
    return {name, first_line + file_named("lines") + file_named("people") + file_named(name)};
}

}  // namespace

RedisQueueScripts::RedisQueueScripts()
    : append(script("append", WhenFull::refused)),
      take_event(script("take_event")),
      complete(script("complete")),
      release(script("release")),
      depth(script("depth")),
      take_part(script("take_part")),
      sent(script("sent")),
      later(script("later")),
      confirm(script("confirm")),
      dead_part(script("dead_part")),
      dead_letters(script("dead_letters")),
      redrive(script("redrive", WhenFull::refused)),
      note(script("note")),
      unattended(script("unattended")),
      give_up(script("give_up")),
      counts(script("counts")) {}

}  // namespace motcua::adapters
