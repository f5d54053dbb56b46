// The list of routes: which handler answers which method and path, and why it is there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/http/message.hpp"

namespace motcua::gateway {

struct Route {
    std::string method;   // upper case; GET also answers HEAD
    std::string path;     // exact, or ending in "/*" for everything below
    std::string purpose;  // one sentence for people; shown in lists of routes
    Handler handler;
};

/// A Handler over a fixed table. An exact path beats a "/*", a longer "/*" beats a shorter one.
/// No such path: 404. Path known, method not: 405 with Allow. A method other than HEAD, GET, POST that no
/// route names: 405, whatever the path. Safe to call from several threads when the handlers are.
class Router {
  public:
    /// Throws std::invalid_argument on a table that cannot be meant: a path without leading '/', a method in
    /// lower case, an empty purpose, no handler, the same method and path twice.
    explicit Router(std::vector<Route> routes);

    void operator()(const Request& request, Respond respond) const;
    const std::vector<Route>& routes() const noexcept { return routes_; }

  private:
    /// The path of the table that fits best, or empty.
    std::string_view best_path(std::string_view path) const noexcept;

    std::vector<Route> routes_;
};

}  // namespace motcua::gateway
