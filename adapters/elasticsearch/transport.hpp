// Port: one HTTP exchange with some node of a search cluster.
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>

namespace motcua::adapters::elasticsearch {

enum class Method { get, head, post, put, del };

/// What is asked of the cluster; which node answers is the transport's choice.
struct Exchange {
    Method method = Method::get;
    std::string target;  // path and query, "/motcua/_search?filter_path=…"; printable ASCII
    std::string body;    // empty: none
    std::string content_type = "application/json";  // or "application/x-ndjson"
    std::chrono::milliseconds deadline{1'200};      // over all tries; 1 ms to 1 h
    bool repeatable = true;                         // may be sent again after a failure of unknown outcome
};

/// Why an exchange brought no answer.
enum class Trouble {
    unreachable,          // no node was reached, or the connection broke
    timed_out,            // the deadline passed, or the node said that its own did (408, 504)
    overloaded,           // a full queue, the cluster's (429) or ours: later, or elsewhere
    memory_full,          // 429 of the cluster's memory breaker
    disk_full,            // 429 of a write while the disk is over its flood mark
    refused_credentials,  // 401, 403
    missing,              // 404: no such index, alias or document
    bad_request,          // any other 4xx: our own mistake
    too_large,            // 413, or an answer over the cap
    not_a_cluster,        // HTML, a redirect, broken HTTP: something else answers there
    certificate,          // TLS did not come about: CA, name, fingerprint, version
    circuit_open,         // nothing was sent: too many failures of late
    server_error,         // any other 5xx
};

struct Failure {
    Trouble trouble = Trouble::unreachable;
    int status = 0;      // of HTTP; 0 when there was none
    std::string detail;  // for the log; at most 500 bytes, no secret
};

struct Answer {
    int status = 200;  // 2xx only
    std::string body;
};

/// Implementations must be safe to call from several threads at once. Follows no redirect.
class Transport {
  public:
    virtual ~Transport() = default;

    /// Blocks its caller for at most `exchange.deadline` and a little; never throws for what a server does.
    virtual tl::expected<Answer, Failure> exchange(const Exchange& exchange) const = 0;
};

}  // namespace motcua::adapters::elasticsearch
