// The table of libraries and their homes, with the reason of each.
#include "tests/architecture/library_rules.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "tests/architecture/code_text.hpp"

namespace motcua::tests {
namespace {

struct Home {
    std::string_view headers;  // what an include of the library begins with
    std::initializer_list<std::string_view> places;  // beginnings of paths
    std::string_view why;
};

// tests/ may use what helps to judge, but nothing there may use more than this table says either.
const Home homes[] = {
    {"boost/", {"gateway/http/", "tests/gateway/http_", "tests/bench/"},
     "the HTTP library is caged, so that its limits and refusals are in one place"},
    {"cpprest/", {"adapters/cpprest/"}, "its client alone is used, behind the HttpClient port"},
    {"pplx/", {"adapters/cpprest/"}, "cpprestsdk's tasks do not leave its adapter"},
    {"hiredis/", {"adapters/redis/"}, "Redis stands behind the queue's ports"},
    {"curl/", {"adapters/elasticsearch/", "tests/bench/"}, "a search cluster stands behind the transport's port"},
    {"sqlite3.h", {"adapters/sqlite/", "tests/adapters/"}, "one room turns SQLite's errors into ours"},
    {"openssl/", {"adapters/signature", "adapters/cpprest/cpprest_http_client.cpp", "adapters/elasticsearch/tls_trust.cpp", "tests/"},
     "digests are checked in one place; each client sets its own trust in certificates"},
    {"sodium.h", {"adapters/secret_box", "gateway/admin/"}, "tokens are sealed in one place; passwords of staff"},
    {"zlib.h", {"adapters/gzip", "tests/adapters/"}, "imports may be packed"},
    {"unicode/", {"intents/", "adapters/text_splitter", "adapters/wire_json.cpp", "adapters/portal/portal_text.cpp", "tests/"},
     "ICU folds text on the lowest floor; two readers and the splitter need code points and graphemes"},
    {"nlohmann/", {"adapters/json/", "adapters/elasticsearch/", "gateway/emulator/", "gateway/cli/", "gateway/admin/", "tests/"},
     "JSON stays at the edges"},
    {"toml++/", {"gateway/config/"}, "settings are read once"},
    {"CLI/", {"gateway/cli/"}, "the command line is one room"},
    {"spdlog/", {"gateway/ops/"}, "log lines are made in one place, so that none holds a person's text"},
    {"prometheus/", {"gateway/ops/"}, "counters are kept in one place"},
    {"catch2/", {"tests/"}, "tests only"},
    {"fmt/", {"knowledge-base/", "adapters/", "gateway/", "intents/", "tests/"}, "the one formatter, everywhere"},
    {"tl/", {"knowledge-base/", "adapters/", "gateway/", "intents/", "tests/"}, "expected failures are values, everywhere"},
};

// POSIX headers without a folder; those in sys/, arpa/, net/, netinet/ and linux/ are known by their folder.
constexpr std::array<std::string_view, 13> posix{"dirent.h", "dlfcn.h", "fcntl.h", "netdb.h",  "poll.h", "pthread.h", "pwd.h",
                                                 "signal.h", "spawn.h", "stdlib.h", "time.h", "termios.h", "unistd.h"};
constexpr std::array<std::string_view, 5> system_folders{"sys/", "arpa/", "net/", "netinet/", "linux/"};

bool begins_with(std::string_view text, std::string_view beginning) noexcept { return text.rfind(beginning, 0) == 0; }

bool is_of_the_system(std::string_view header) noexcept {
    if (header.find_first_of("./") == std::string_view::npos) return true;  // <vector>
    return std::find(posix.begin(), posix.end(), header) != posix.end() ||
           std::any_of(system_folders.begin(), system_folders.end(),
                       [&](std::string_view folder) { return begins_with(header, folder); });
}

std::string fault_of(std::string_view path, std::string_view header) {
    for (const Home& home : homes) {
        if (!begins_with(header, home.headers)) continue;
        const bool at_home = std::any_of(home.places.begin(), home.places.end(),
                                         [&](std::string_view place) { return begins_with(path, place); });
        return at_home ? std::string{} : "is away from its home: " + std::string(home.why);
    }
    if (is_of_the_system(header)) return {};
    return "has no home in tests/architecture/library_rules.cpp: a new library needs a row and a decision";
}

/// A file that may know a JSON library, by its name.
bool is_json_edge(std::string_view path) noexcept {
    const auto stem = stem_of(path);
    const auto ends_with = [&](std::string_view end) {
        return stem.size() >= end.size() && stem.substr(stem.size() - end.size()) == end;
    };
    return begins_with(path, "gateway/emulator/") || begins_with(path, "gateway/admin/") || begins_with(path, "tests/") ||
           begins_with(stem, "json_") || stem == "field_reader" || ends_with("_json") || ends_with("_payload") ||
           ends_with("_document") || ends_with("_compose");
}

}  // namespace

Findings library_findings(const SourceTree& tree) {
    Findings findings;
    for (const SourceFile& file : tree) {
        if (!is_cpp(file.path)) continue;
        for (const Include& include : includes_of(file.text)) {
            if (!include.angled) continue;
            const std::string fault = fault_of(file.path, include.target);
            if (!fault.empty()) findings.push_back({file.path, '<' + include.target + "> " + fault});
        }
    }
    return findings;
}

Findings json_header_findings(const SourceTree& tree) {
    Findings findings;
    for (const SourceFile& file : tree) {
        if (!is_cpp(file.path)) continue;
        for (const Include& include : includes_of(file.text)) {
            if (!include.angled || !begins_with(include.target, "nlohmann/")) continue;
            if (extension_of(file.path) == ".hpp" && floor_of(file.path) != "tests") {
                findings.push_back({file.path, "a header may not include nlohmann/json: use it in the .cpp"});
            } else if (!is_json_edge(file.path)) {
                findings.push_back({file.path, "only *_payload, *_document, *_compose, *_json, json_* and field_reader "
                                               "may know a JSON library"});
            }
        }
    }
    return findings;
}

Findings banned_findings(const SourceTree& tree) {
    struct Ban {
        std::string_view word;
        std::string_view why;
    };
    constexpr std::array<Ban, 5> bans{{
        {"std::regex", "runs out of stack or time on what people type"},
        {"<regex>", "runs out of stack or time on what people type"},
        {"web::json", "makes ill-formed UTF-8 and throws on it"},
        {"http_listener", "one malformed chunk ends the process"},
        {"Transliterator", "ICU's is thousands of times slower than a table"},
    }};
    Findings findings;
    for (const SourceFile& file : tree) {
        if (!is_cpp(file.path)) continue;
        const std::string code = code_of(file.text);
        for (const Ban& ban : bans) {
            if (code.find(ban.word) == std::string::npos) continue;
            findings.push_back({file.path, std::string(ban.word) + " has no home: it " + std::string(ban.why)});
        }
    }
    return findings;
}

}  // namespace motcua::tests
