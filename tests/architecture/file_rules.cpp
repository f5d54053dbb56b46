// First lines, sizes, machine paths.
#include "tests/architecture/file_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

namespace motcua::tests {
namespace {

constexpr std::size_t most_lines = 300;

/// How a comment begins in that kind of file; empty when it has no comments.
std::string_view comment_of(const SourceFile& file) noexcept {
    struct Kind {
        std::string_view extension;
        std::string_view comment;
    };
    constexpr std::array<Kind, 15> kinds{{{".cpp", "//"}, {".hpp", "//"}, {".js", "//"}, {".css", "/*"},
                                          {".md", "<!--"}, {".html", "<!--"}, {".svg", "<!--"}, {".txt", "#"},
                                          {".cmake", "#"}, {".py", "#"}, {".sh", "#"}, {".toml", "#"},
                                          {".service", "#"}, {".supp", "#"}, {".lua", "--"}}};
    for (const Kind& kind : kinds) {
        if (extension_of(file.path) == kind.extension) return kind.comment;
    }
    return file.text.rfind("#!", 0) == 0 ? "#" : "";
}

bool is_data(std::string_view path) noexcept { return path.find("/corpus/") != std::string_view::npos; }

bool is_code(const SourceFile& file) noexcept {
    constexpr std::array<std::string_view, 8> extensions{".cpp", ".hpp", ".js", ".css", ".py", ".sh", ".cmake", ".lua"};
    const auto found = std::find(extensions.begin(), extensions.end(), extension_of(file.path));
    return found != extensions.end() || file.text.rfind("#!", 0) == 0;
}

/// The line that should explain the file: the first, or the second after an interpreter or document type.
std::string first_line_of(const SourceFile& file) {
    std::istringstream lines(file.text);
    std::string line;
    std::getline(lines, line);
    if (line.rfind("#!", 0) == 0 || line.rfind("<!doctype", 0) == 0 || line.rfind("<!DOCTYPE", 0) == 0) {
        std::getline(lines, line);
    }
    return line;
}

std::size_t words_of(const std::string& line) {
    std::istringstream words(line);
    std::string word;
    std::size_t count = 0;
    while (words >> word) {
        const auto first = static_cast<unsigned char>(word.front());
        count += std::isalnum(first) != 0 || first >= 0x80 ? 1 : 0;
    }
    return count;
}

/// True when the path at `at` begins there, and is not the tail of an address or of a relative path.
bool begins_a_path(const std::string& text, std::size_t at) {
    if (at == 0) return true;
    const auto before = static_cast<unsigned char>(text[at - 1]);
    return std::isalnum(before) == 0 && std::string_view("./_-}~").find(text[at - 1]) == std::string_view::npos &&
           before < 0x80;
}

}  // namespace

Findings first_line_findings(const SourceTree& tree) {
    Findings findings;
    for (const SourceFile& file : tree) {
        const auto comment = comment_of(file);
        if (comment.empty() || is_data(file.path)) continue;
        const std::string line = first_line_of(file);
        if (line.rfind(comment, 0) != 0 || words_of(line.substr(comment.size())) < 2) {
            findings.push_back({file.path, "the first line must be a comment that says what the file is for"});
        }
    }
    return findings;
}

Findings size_findings(const SourceTree& tree) {
    Findings findings;
    for (const SourceFile& file : tree) {
        if (!is_code(file)) continue;
        const auto lines = static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
        if (lines > most_lines) findings.push_back({file.path, std::to_string(lines) + " lines; 300 are allowed"});
    }
    return findings;
}

Findings machine_path_findings(const SourceTree& tree) {
    // Written in halves, so that this file does not find itself.
    constexpr std::array<std::string_view, 6> places{"/ho" "me/", "/ro" "ot/", "/wo" "rk/", "/Us" "ers/", "/mn" "t/",
                                                     "C:" "\\"};
    Findings findings;
    for (const SourceFile& file : tree) {
        if (is_data(file.path)) continue;
        for (const std::string_view place : places) {
            for (auto at = file.text.find(place); at != std::string::npos; at = file.text.find(place, at + 1)) {
                if (!begins_a_path(file.text, at)) continue;
                findings.push_back({file.path, "names a place of one machine: " + std::string(place)});
                break;
            }
        }
    }
    return findings;
}

}  // namespace motcua::tests
