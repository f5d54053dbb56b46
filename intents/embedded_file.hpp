// A file that was built into the binary: its path in the source tree and its bytes.
#pragma once

#include <span>
#include <string_view>

namespace motcua {

/// Lives as long as the program; safe to read from any thread.
struct EmbeddedFile {
    std::string_view path;
    const char* begin;
    const char* end;

    std::string_view text() const noexcept { return {begin, static_cast<std::size_t>(end - begin)}; }
};

}  // namespace motcua
