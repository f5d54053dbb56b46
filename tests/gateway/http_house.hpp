// A listener on a free loopback port that echoes what it understood, for the http tests.
#pragma once

#include <atomic>
#include <string>

#include "gateway/http/listener.hpp"
#include "tests/support/raw_client.hpp"

namespace motcua::tests {

/// Answers "METHOD PATH ?QUERY [BODY]" and counts the requests that reached it.
class EchoHouse {
  public:
    explicit EchoHouse(gateway::ListenerSettings settings = {}) : listener_(std::move(settings), handler()) {
        listener_.start();
    }

    std::uint16_t port() const { return listener_.port(); }
    gateway::Listener& listener() { return listener_; }
    int handled() const { return handled_; }

    /// A healthy client gets its answer.
    bool answers() const {
        RawClient client(port());
        client.send("GET /alive HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        const auto reply = client.reply();
        return reply && reply->status == 200 && reply->body == "GET /alive ? []";
    }

  private:
    gateway::Handler handler() {
        return [this](const gateway::Request& request, const gateway::Respond& respond) {
            ++handled_;
            gateway::Response response;
            response.body.append(request.method).append(" ").append(request.path);
            response.body.append(" ?").append(request.query).append(" [").append(request.body).append("]");
            respond(std::move(response));
        };
    }

    std::atomic<int> handled_{0};
    gateway::Listener listener_;
};

}  // namespace motcua::tests
