// The order of the floors, and the walls between the adapters.
#include "tests/architecture/include_rules.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "tests/architecture/code_text.hpp"

namespace motcua::tests {
namespace {

// From the ground up; tests/ stands beside the house and looks at every floor.
constexpr std::array<std::string_view, 5> floors_upwards{"intents", "knowledge-base", "adapters", "gateway", "tests"};

std::optional<std::size_t> height_of(std::string_view path) noexcept {
    const auto found = std::find(floors_upwards.begin(), floors_upwards.end(), floor_of(path));
    if (found == floors_upwards.end()) return std::nullopt;
    return static_cast<std::size_t>(found - floors_upwards.begin());
}

/// "adapters/zalo/x.cpp" gives "adapters/zalo"; empty for a file directly in adapters/ or elsewhere.
std::string_view adapter_of(std::string_view path) noexcept {
    constexpr std::string_view floor = "adapters/";
    if (path.rfind(floor, 0) != 0) return {};
    const auto slash = path.find('/', floor.size());
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string at(const Include& include) { return "line " + std::to_string(include.line) + ": " + include.target; }

}  // namespace

Findings floor_findings(const SourceTree& tree) {
    std::set<std::string_view> there;
    for (const SourceFile& file : tree) there.insert(file.path);
    Findings findings;
    for (const SourceFile& file : tree) {
        const auto height = height_of(file.path);
        if (!height || !is_cpp(file.path)) continue;
        for (const Include& include : includes_of(file.text)) {
            const auto target = height_of(include.target);
            if (include.angled) {
                if (target) findings.push_back({file.path, at(include) + " is ours: include it with quotes"});
            } else if (!target || there.count(include.target) == 0) {
                findings.push_back({file.path, at(include) + " is no file by its path from the root"});
            } else if (*target > *height) {
                findings.push_back({file.path, at(include) + " stands on a higher floor; includes run down only"});
            }
        }
    }
    return findings;
}

Findings sibling_findings(const SourceTree& tree) {
    constexpr std::string_view shared = "adapters/json";
    Findings findings;
    for (const SourceFile& file : tree) {
        if (floor_of(file.path) != "adapters" || !is_cpp(file.path)) continue;
        for (const Include& include : includes_of(file.text)) {
            const auto target = adapter_of(include.target);
            if (target.empty() || target == shared || target == adapter_of(file.path)) continue;
            findings.push_back({file.path, at(include) + " is another adapter; only adapters/json is for all"});
        }
    }
    return findings;
}

}  // namespace motcua::tests
