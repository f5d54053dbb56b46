// Finds the route of a request, or says why there is none.
#include "gateway/http/router.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "gateway/http/field_text.hpp"

namespace motcua::gateway {
namespace {

constexpr std::string_view below = "/*";

bool is_prefix_path(std::string_view path) noexcept {
    return path.size() >= below.size() && path.substr(path.size() - below.size()) == below;
}

bool fits(std::string_view route_path, std::string_view path) noexcept {
    if (!is_prefix_path(route_path)) return route_path == path;
    const std::string_view prefix = route_path.substr(0, route_path.size() - 1);  // keeps the '/'
    return path.substr(0, prefix.size()) == prefix;
}

bool answers(const Route& route, std::string_view method) noexcept {
    return route.method == method || (method == "HEAD" && route.method == "GET");
}

std::string allowed_methods(const std::vector<Route>& routes, std::string_view path) {
    std::set<std::string> methods;
    for (const Route& route : routes) {
        if (route.path != path) continue;
        methods.insert(route.method);
        if (route.method == "GET") methods.insert("HEAD");
    }
    if (methods.empty()) methods = {"GET", "HEAD", "POST"};
    std::string list;
    for (const std::string& method : methods) list.append(list.empty() ? "" : ", ").append(method);
    return list;
}

void require_sound(const Route& route) {
    const bool upper =
        is_token(route.method) && lower_case(route.method) != route.method &&
        std::none_of(route.method.begin(), route.method.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool rooted = !route.path.empty() && route.path.front() == '/';
    if (!upper || !rooted || route.purpose.empty() || !route.handler) {
        throw std::invalid_argument("route is not sound: " + route.method + " " + route.path);
    }
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const Route& route : routes_) {
        require_sound(route);
        if (!seen.emplace(route.method, route.path).second) {
            throw std::invalid_argument("route twice in the table: " + route.method + " " + route.path);
        }
    }
}

std::string_view Router::best_path(std::string_view path) const noexcept {
    std::string_view best;
    for (const Route& route : routes_) {
        if (!fits(route.path, path)) continue;
        if (!is_prefix_path(route.path)) return route.path;
        if (route.path.size() > best.size()) best = route.path;
    }
    return best;
}

void Router::operator()(const Request& request, Respond respond) const {
    const std::string_view path = best_path(request.path);
    const Route* chosen = nullptr;
    for (const Route& route : routes_) {
        if (path.empty() || route.path != path || !answers(route, request.method)) continue;
        // A HEAD route of its own beats the GET route.
        if (chosen == nullptr || route.method == request.method) chosen = &route;
    }
    if (chosen != nullptr) return chosen->handler(request, std::move(respond));
    const bool usual = request.method == "GET" || request.method == "HEAD" || request.method == "POST";
    if (path.empty() && usual) return respond({.status = 404, .body = "not found\n"});
    respond({.status = 405,
             .body = "method not allowed\n",
             .headers = {{"Allow", allowed_methods(routes_, path)}}});
}

}  // namespace motcua::gateway
