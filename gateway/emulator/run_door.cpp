// Takes /run/N off the path, keeps N in a header of our own, and asks the routes again.
#include "gateway/emulator/run_door.hpp"

#include <charconv>
#include <memory>
#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::string_view beginning = "/run/";
constexpr const char* run_header = "motcua-run";

std::uint64_t number_at_start(std::string_view text, std::size_t& length) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    length = fault == std::errc() ? static_cast<std::size_t>(end - text.data()) : 0;
    return number;
}

Handler inside(std::vector<Route> platforms) {
    const auto router = std::make_shared<const Router>(std::move(platforms));
    return [router](const Request& request, const Respond& respond) {
        const std::string_view rest = std::string_view(request.path).substr(beginning.size());
        std::size_t digits = 0;
        const std::uint64_t run = number_at_start(rest, digits);
        if (digits == 0 || digits == rest.size()) return respond({.status = 404, .body = "not found\n"});
        Request plain = request;
        plain.path = rest.substr(digits);
        plain.headers.insert(plain.headers.begin(), {run_header, std::to_string(run)});
        (*router)(plain, respond);
    };
}

}  // namespace

std::vector<Route> with_runs(std::vector<Route> platforms) {
    const Handler handler = inside(platforms);
    for (const char* method : {"GET", "POST", "DELETE"}) {
        platforms.push_back({method, std::string(beginning) + "*", "The same for a gateway that tells which process calls", handler});
    }
    return platforms;
}

std::uint64_t run_of(const Request& request) {
    std::size_t digits = 0;
    return number_at_start(request.header(run_header), digits);
}

}  // namespace motcua::gateway
