// A transport to one real cluster, an alias of the test's own there, and what a gateway makes of both.
#pragma once

#include <catch2/catch.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "adapters/elasticsearch/curl_transport.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "tests/knowledge-base/procedure_samples.hpp"
#include "tests/support/published_library.hpp"
#include "tests/support/real_servers.hpp"

namespace motcua::tests {

/// Letters and digits that no other run uses.
inline std::string own_alias() {
    static std::random_device device;
    return "motcua-test-" + std::to_string(device());
}

inline adapters::elasticsearch::TransportSettings settings_of(const std::string& url) {
    adapters::elasticsearch::TransportSettings settings;
    settings.hosts = {url};
    return settings;
}

/// What lies between the test and the cluster may be looked at or changed.
class LeakyTransport final : public adapters::elasticsearch::Transport {
  public:
    using Exchange = adapters::elasticsearch::Exchange;

    explicit LeakyTransport(const Transport& behind) : behind_(behind) {}
    tl::expected<adapters::elasticsearch::Answer, adapters::elasticsearch::Failure> exchange(const Exchange& exchange) const override {
        Exchange changed = exchange;
        if (change) change(changed);
        return behind_.exchange(changed);
    }
    std::function<void(Exchange&)> change;

  private:
    const Transport& behind_;
};

/// One cluster; what the test made there is removed at its end.
struct ClusterTown {
    explicit ClusterTown(const std::string& url) : curl(settings_of(url)) {}
    ~ClusterTown() { library.remove_all(); }
    ClusterTown& operator=(ClusterTown&&) = delete;  // neither copied nor moved

    adapters::elasticsearch::CurlTransport curl;
    LeakyTransport transport{curl};
    std::string alias = own_alias();
    PublishedLibrary library{transport, alias};

    /// Success of a call that the test makes by itself.
    std::string call(adapters::elasticsearch::Method method, const std::string& target, const std::string& body = {}) const {
        const auto answer = curl.exchange({.method = method, .target = target, .body = body, .deadline = std::chrono::seconds(20)});
        INFO(target << (answer ? std::string{} : ": " + answer.error().detail));
        REQUIRE(answer);
        return answer->body;
    }
};

/// Ends the case as skipped, loudly, when no search server is there; else goes over all of them.
#define MOTCUA_EACH_SEARCH_SERVER(server)                                                          \
    MOTCUA_SKIP_WITHOUT_ANY_SEARCH_SERVER();                                                       \
    const auto server = GENERATE(from_range(motcua::tests::search_servers()));                     \
    INFO(server.name)

#define MOTCUA_SKIP_WITHOUT_ANY_SEARCH_SERVER()                                                    \
    if (motcua::tests::search_servers().empty()) {                                                 \
        WARN("SKIPPED: no search server is there; tests/servers starts them, see its README");    \
        return;                                                                                    \
    }                                                                                              \
    static_assert(true)

}  // namespace motcua::tests
