// Serves the files of web/, which are part of the binary.
#include <span>
#include <string>

#include "gateway/emulator/page_api.hpp"
#include "intents/embedded_file.hpp"

namespace motcua {
std::span<const EmbeddedFile> emulator_web_files() noexcept;  // made by embed_files()
}

namespace motcua::gateway {
namespace {

constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string type_of(std::string_view path) {
    const std::string_view extension = path.substr(path.rfind('.') + 1);
    if (extension == "html") return "text/html; charset=utf-8";
    if (extension == "css") return "text/css; charset=utf-8";
    if (extension == "js") return "text/javascript; charset=utf-8";
    return "application/octet-stream";
}

Handler serving(const EmbeddedFile& file) {
    return [&file](const Request&, const Respond& respond) {
        respond({200, std::string(file.text()), type_of(file.path),
                 {{"Content-Security-Policy", policy}, {"Referrer-Policy", "no-referrer"}}});
    };
}

}  // namespace

std::vector<Route> page_file_routes() {
    std::vector<Route> routes;
    for (const EmbeddedFile& file : emulator_web_files()) {
        const std::string name(file.path.substr(file.path.rfind('/') + 1));
        const std::string path = name == "index.html" ? "/" : "/" + name;
        routes.push_back({"GET", path, "A file of the chat page", serving(file)});
    }
    return routes;
}

}  // namespace motcua::gateway
