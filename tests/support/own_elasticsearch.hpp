// A search server of one test alone: started, stopped, killed, frozen, and started again on the same port and
// data.
#pragma once

#include "tests/support/own_server.hpp"
#include "tests/support/real_servers.hpp"

namespace motcua::tests {

/// Starts by tests/servers in a temporary folder, which takes about ten seconds; ended and removed with this
/// object. A test must ask address_of() for the same server first: where that is absent this one cannot be
/// fetched either.
class OwnElasticsearch : public OwnServer {
  public:
    /// Elasticsearch 7.10 or 7.17, or OpenSearch: one process each. 8.15's server is the child of its
    /// launcher, which signals would not reach. Returns when it answers; throws std::runtime_error with its
    /// log after 150 s.
    explicit OwnElasticsearch(Server server = Server::elasticsearch_710);

    std::string url() const { return "http://" + address(); }

  private:
    Command command() const override;
    bool answers() const override;

    std::string name_;
};

}  // namespace motcua::tests
