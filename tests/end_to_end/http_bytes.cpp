// Writes requests by hand: what is on the wire is what the test says.
#include "tests/end_to_end/http_bytes.hpp"

#include <cstdlib>

namespace motcua::tests {

std::string get_bytes(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"; }

std::string post_bytes(const std::string& target, const gateway::SignedEvent& event) {
    std::string head = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    if (!event.signature_header.empty()) head += event.signature_header + ": " + event.signature + "\r\n";
    return head + "Content-Length: " + std::to_string(event.body.size()) + "\r\n\r\n" + event.body;
}

RawReply call(std::uint16_t port, const std::string& request) {
    RawClient client(port);
    if (!client.connected()) return {};
    client.send(request);
    return client.reply().value_or(RawReply{});
}

std::optional<double> metric(const std::string& text, const std::string& name) {
    const std::string line = "\n" + name + " ";
    const auto at = ("\n" + text).find(line);
    if (at == std::string::npos) return std::nullopt;
    return std::strtod(text.c_str() + at + line.size() - 1, nullptr);
}

}  // namespace motcua::tests
