// Adapter: HttpClient over cpprestsdk's client, bounded where the library is not.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "adapters/http_client.hpp"

namespace motcua::adapters {

struct CpprestHttpClientSettings {
    std::string ca_file;                // PEM; trusted instead of the system's CAs; empty: the system's
    std::size_t reply_bytes = 1048576;  // a larger body is HttpFault::too_large
    /// A connection is used again only this long after its origin's first call with it; 0: never. Less than the
    /// shortest keep-alive in wide use (Apache, Node.js: 5 s): a server closes no connection that we still write to.
    std::chrono::milliseconds connection_life{4000};
};

/// Safe to call from several threads at once; send() blocks its caller. Connections are kept per origin.
/// The library's own threads (8, one pool for the process) carry all calls.
///
/// Faults: `not_sent` while no byte of the body was written (no address, no connection, no TLS, time-out
/// before that); `ambiguous` from there on; without a body the same holds for the end of the header. An idle
/// connection that the server has closed meanwhile shows only after the write, so it is ambiguous too: hence
/// `connection_life`. cpprestsdk would send such a request again by itself; that is prevented for every request
/// that has a body.
class CpprestHttpClient final : public HttpClient {
  public:
    /// Throws std::runtime_error when `ca_file` holds no certificate.
    explicit CpprestHttpClient(const CpprestHttpClientSettings& settings = {});
    ~CpprestHttpClient() override;
    CpprestHttpClient& operator=(CpprestHttpClient&&) = delete;  // neither copied nor moved

    tl::expected<HttpResponse, HttpError> send(const HttpRequest& request) override;

  private:
    class Origins;
    std::shared_ptr<Origins> origins_;
    std::size_t reply_bytes_;
};

}  // namespace motcua::adapters
