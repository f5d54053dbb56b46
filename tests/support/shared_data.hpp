// Finds the test material that is not committed (../shared) and says so when it is not there.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace motcua::tests {

/// The file under ../shared (or $MOTCUA_SHARED), or nothing when it is absent.
inline std::optional<std::filesystem::path> shared_file(const std::string& relative) {
    const char* set = std::getenv("MOTCUA_SHARED");
    const char* source = std::getenv("MOTCUA_SOURCE");
    const std::filesystem::path root =
        set != nullptr ? std::filesystem::path(set)
                       : std::filesystem::path(source != nullptr ? source : ".") / ".." / "shared";
    const auto path = root / relative;
    if (std::filesystem::exists(path)) return path;
    return std::nullopt;
}

}  // namespace motcua::tests

/// Ends the test case as skipped, loudly: the runner counts the line "SKIPPED:" and names what is missing.
#define MOTCUA_SKIP_WITHOUT(path_or_nothing, name)                                      \
    if (!(path_or_nothing)) {                                                           \
        WARN("SKIPPED: ../shared/" << (name) << " is not here; nothing was tested"); \
        return;                                                                         \
    }
