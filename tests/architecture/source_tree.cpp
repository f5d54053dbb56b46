// Walks the repository once.
#include "tests/architecture/source_tree.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace motcua::tests {
namespace {

namespace fs = std::filesystem;

bool is_made(const std::string& name) {
    return (name.front() == '.' && name != ".ci") || name.rfind("build", 0) == 0 || name == "var" ||
           name == "__pycache__";
}

SourceTree read_tree(const fs::path& root) {
    SourceTree tree;
    for (auto at = fs::recursive_directory_iterator(root); at != fs::recursive_directory_iterator(); ++at) {
        if (at->is_directory() && is_made(at->path().filename().string())) {
            at.disable_recursion_pending();
            continue;
        }
        if (!at->is_regular_file() || at->path().filename() == ".git") continue;  // of a worktree it is a file
        std::ifstream in(at->path(), std::ios::binary);
        tree.push_back({at->path().lexically_relative(root).generic_string(),
                        {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
    }
    std::sort(tree.begin(), tree.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return tree;
}

}  // namespace

const SourceTree& source_tree() {
    static const SourceTree tree = [] {
        const char* root = std::getenv("MOTCUA_SOURCE");
        if (root == nullptr || !fs::exists(fs::path(root) / "CMakeLists.txt")) {
            throw std::runtime_error("MOTCUA_SOURCE must name the root of the repository; ctest sets it");
        }
        return read_tree(root);
    }();
    return tree;
}

std::string text_of(const Findings& findings) {
    std::string text;
    for (const Finding& finding : findings) text += '\n' + finding.path + ": " + finding.message;
    return text;
}

std::string_view folder_of(std::string_view path) noexcept {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) noexcept {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view stem_of(std::string_view path) noexcept {
    const auto name = name_of(path);
    return name.substr(0, name.rfind('.'));
}

std::string_view extension_of(std::string_view path) noexcept {
    const auto name = name_of(path);
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(dot);
}

std::string_view floor_of(std::string_view path) noexcept {
    const auto slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

bool is_cpp(std::string_view path) noexcept {
    const auto extension = extension_of(path);
    return extension == ".cpp" || extension == ".hpp";
}

}  // namespace motcua::tests
