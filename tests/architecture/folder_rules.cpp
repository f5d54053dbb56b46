// READMEs: there, of one shape, and true about the files beside them.
#include "tests/architecture/folder_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace motcua::tests {
namespace {

constexpr std::array<std::string_view, 6> explained{"intents", "knowledge-base", "adapters", "gateway", "tests", "docs"};
constexpr std::array<std::string_view, 4> floors{"intents", "knowledge-base", "adapters", "gateway"};
constexpr std::array<std::string_view, 5> headings{"\n## What lives here", "\n## What never does",
                                                   "\n## How data passes through", "\n## Files", "\n## To add a"};

template <class List>
bool holds(const List& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// A header that only declares the files that were built in (catalog_files.hpp) is no code of its folder.
bool is_source(std::string_view path) noexcept {
    constexpr std::string_view list_of_files = "_files";
    const auto stem = stem_of(path);
    const bool declares_files = extension_of(path) == ".hpp" && stem.size() > list_of_files.size() &&
                                stem.substr(stem.size() - list_of_files.size()) == list_of_files;
    return is_cpp(path) && !declares_files;
}

std::map<std::string_view, std::string_view> readmes_of(const SourceTree& tree) {
    std::map<std::string_view, std::string_view> readmes;
    for (const SourceFile& file : tree) {
        if (name_of(file.path) == "README.md") readmes.emplace(folder_of(file.path), file.text);
    }
    return readmes;
}

std::set<std::string_view> folders_to_explain(const SourceTree& tree) {
    std::set<std::string_view> folders;
    for (const SourceFile& file : tree) {
        const auto floor = floor_of(file.path);
        if (!holds(explained, floor)) continue;
        folders.insert(floor);
        if (is_source(file.path) || floor == "docs") folders.insert(folder_of(file.path));
    }
    return folders;
}

bool names(std::string_view readme, std::string_view stem) {
    const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (auto at = readme.find(stem); at != std::string_view::npos; at = readme.find(stem, at + 1)) {
        const auto end = at + stem.size();
        if ((at == 0 || !is_letter(readme[at - 1])) && (end == readme.size() || !is_letter(readme[end]))) return true;
    }
    return false;
}

}  // namespace

Findings readme_findings(const SourceTree& tree) {
    const auto readmes = readmes_of(tree);
    Findings findings;
    for (const auto folder : folders_to_explain(tree)) {
        if (readmes.count(folder) == 0) findings.push_back({std::string(folder), "a README.md is missing"});
    }
    return findings;
}

Findings heading_findings(const SourceTree& tree) {
    const auto to_explain = folders_to_explain(tree);
    Findings findings;
    for (const auto& [folder, text] : readmes_of(tree)) {
        const std::string inside = std::string(folder) + '/';
        if (!holds(floors, floor_of(inside)) || to_explain.count(folder) == 0) continue;
        for (const auto heading : headings) {
            if (text.find(heading) != std::string_view::npos) continue;
            findings.push_back({std::string(folder) + "/README.md", "lacks the heading " + std::string(heading.substr(1))});
        }
    }
    return findings;
}

Findings unnamed_findings(const SourceTree& tree) {
    const auto readmes = readmes_of(tree);
    Findings findings;
    for (const SourceFile& file : tree) {
        if (!is_source(file.path) || !holds(floors, floor_of(file.path))) continue;
        const auto readme = readmes.find(folder_of(file.path));
        if (readme == readmes.end() || names(readme->second, stem_of(file.path))) continue;
        findings.push_back({file.path, "is not named in the README.md beside it"});
    }
    return findings;
}

}  // namespace motcua::tests
