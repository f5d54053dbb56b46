// The file as the console offers it for download, made from its code.
#include "gateway/channels/site_proof.hpp"

#include <fmt/format.h>

namespace motcua::gateway {

std::string site_proof_path(const std::string& code) { return fmt::format("/zalo_verifier{}.html", code); }

std::vector<Route> site_proof_routes(const std::string& code) {
    if (code.empty()) return {};
    const std::string page = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
        "<meta property=\"zalo-platform-site-verification\" content=\"{0}\" />\n"
        "<meta name=\"zalo-platform-site-verification\" content=\"{0}\" />\n</head>\n<body>\n"
        "There Is No Limit To What You Can Accomplish Using Zalo!\n</body>\n</html>\n",
        code);
    return {{"GET", site_proof_path(code), "Zalo's console checks that the domain is ours",
             [page](const Request&, const Respond& respond) {
                 respond({.status = 200, .body = page, .content_type = "text/html; charset=utf-8"});
             }}};
}

}  // namespace motcua::gateway
