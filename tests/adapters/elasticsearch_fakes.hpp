// Nodes of a cluster by script, and the settings that lead to them.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/elasticsearch/curl_transport.hpp"
#include "tests/support/scripted_server.hpp"

namespace motcua::tests {

namespace es = adapters::elasticsearch;
using namespace std::chrono_literals;

inline std::string http_reply(const std::string& status, const std::string& body,
                              const std::string& headers = "") {
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
inline std::string html_reply(const std::string& status) {
    const std::string body = "<html><body><h1>" + status + "</h1></body></html>";
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: text/html\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

/// Answers every request of a connection alike.
inline ScriptedServer::Script always(std::string reply) {
    return [reply = std::move(reply)](ServedConnection& connection) {
        while (!connection.request().empty()) connection.send(reply);
    };
}
inline ScriptedServer::Script living(const std::string& body = "{}") {
    return always(http_reply("200 OK", body));
}
inline ScriptedServer::Script silent() {
    return [](ServedConnection& connection) { connection.stay_silent(); };
}

inline std::string url_of(const ScriptedServer& server) {
    return "http://127.0.0.1:" + std::to_string(server.port());
}
inline std::string url_of_nobody() { return "http://127.0.0.1:" + std::to_string(silent_port()); }

inline es::TransportSettings settings_for(std::vector<std::string> hosts) {
    es::TransportSettings settings;
    settings.hosts = std::move(hosts);
    return settings;
}

inline es::Exchange search(std::chrono::milliseconds deadline = 5s) {
    es::Exchange exchange;
    exchange.method = es::Method::post;
    exchange.target = "/motcua/_search?filter_path=hits";
    exchange.body = "{\"size\":1}";
    exchange.deadline = deadline;
    return exchange;
}

/// How often `trouble` ended an exchange.
inline std::uint64_t count_of(const es::CurlTransport& transport, es::Trouble trouble) {
    return transport.figures().troubles.at(static_cast<std::size_t>(trouble));
}

/// Runs `work` in so many threads at once, and waits for them.
template <class Work>
void in_threads(int count, Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
}

/// A clock that only the test moves. Safe to read while it is moved.
class HandClock {
  public:
    es::CurlTransport::Clock reader() {
        return [this] { return std::chrono::steady_clock::time_point(std::chrono::milliseconds(now_ms_)); };
    }
    void advance(std::chrono::milliseconds by) { now_ms_ += by.count(); }

  private:
    std::atomic<std::chrono::milliseconds::rep> now_ms_{1'000'000};
};

}  // namespace motcua::tests
