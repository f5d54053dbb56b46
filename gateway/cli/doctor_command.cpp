// `doctor` and `dead`: what is wrong and what to do, one line each.
#include <fmt/format.h>

#include <iostream>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "adapters/elasticsearch/elasticsearch_procedure_index.hpp"
#include "adapters/sqlite/spool_file.hpp"
#include "gateway/channels/channel_status.hpp"
#include "gateway/cli/usable_config.hpp"
#include "gateway/cli/serve_command.hpp"
#include "gateway/config/config.hpp"
#include "gateway/http/listener.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "gateway/shared_index.hpp"
#include "gateway/stores.hpp"
#include "gateway/zalo_tokens.hpp"

namespace motcua::gateway {
namespace {

class Findings {
  public:
    void good(const std::string& line) { std::cout << "ok    " << line << '\n'; }
    void bad(const std::string& line) {
        std::cout << "MEND  " << line << '\n';
        ++bad_;
    }
    int status() const { return bad_ == 0 ? 0 : 1; }

  private:
    int bad_ = 0;
};

void check_port(Findings& findings, const std::string& name, const ListenSettings& settings) {
    try {
        Listener listener({.address = settings.address, .port = settings.port}, [](const Request&, const Respond&) {});
        listener.start();
        listener.stop(std::chrono::milliseconds(100));
        findings.good(fmt::format("{}: {} port {} is free", name, settings.address, settings.port));
    } catch (const std::exception& error) {
        findings.bad(fmt::format("{}: {}; stop what listens there or choose another port", name, error.what()));
    }
}

void check_channels(Findings& findings, const Config& config) {
    const auto tell = [&](const char* name, std::size_t apps, std::size_t accounts) {
        if (apps > 0) findings.good(fmt::format("{}: {} apps, {} accounts, secrets set", name, apps, accounts));
    };
    tell("zalo", config.zalo_apps.size(), config.zalo_accounts.size());
    tell("messenger", config.messenger_apps.size(), config.messenger_pages.size());
    if (!config.web.secret.empty()) findings.good("web: the web chat's secret is set");
    if (!has_channel(config)) {
        findings.bad("channels: none is configured; see docs/configuration.md");
    }
}

void check_tokens(Findings& findings, const Config& config) {
    try {
        adapters::CpprestHttpClient client;
        ZaloTokens tokens(config, client);
        for (const auto& chain : tokens.chains()) {
            const auto record = tokens.vault().read(chain->account());
            if (!record) {
                findings.bad(fmt::format("tokens: {}: {}", chain->account(), record.error().detail));
            } else if (!*record || (*record)->status.state == adapters::ChainState::needs_consent) {
                findings.bad(fmt::format("tokens: {} needs consent; run `motcua tokens consent`", chain->account()));
            } else {
                findings.good(fmt::format("tokens: {} {}", chain->account(), adapters::name_of((*record)->status.state)));
            }
        }
    } catch (const std::exception& error) {
        findings.bad(fmt::format("tokens: {}", error.what()));
    }
}

/// What each platform says of our accounts now.
void check_accounts(Findings& findings, const Config& config) {
    try {
        adapters::CpprestHttpClient client;
        ZaloTokens tokens(config, client);
        for (const AccountStatus& status : channel_status(config, tokens, client, {})) {
            const std::string account = fmt::format("{} {}", intents::name_of(status.note.channel), status.note.account);
            for (const auto& fault : status.faults) findings.bad(fmt::format("{}: {}; {}", account, fault.reason, fault.mend));
            if (status.faults.empty()) findings.good(fmt::format("{}: its platform takes the token{}", account, status.fields.empty() ? "" : " and sends the events"));
        }
    } catch (const std::exception& error) {
        findings.bad(fmt::format("accounts: {}", error.what()));
    }
}

/// Whether the search cluster answers, and serves an index that fits this machine's data.
void check_cluster(Findings& findings, const Config& config, const std::string& manifest) {
    try {
        const auto cluster = shared_index_of(config.cluster);
        if (!cluster) return;
        const adapters::elasticsearch::ElasticsearchProcedureIndex index(
            cluster->transport(), {cluster->alias(), manifest, std::chrono::seconds(5)});
        if (const auto fit = index.check(); !fit) {
            findings.bad(fmt::format("elasticsearch: {}; until then the embedded index answers", fit.error().detail));
        } else {
            findings.good(fmt::format("elasticsearch: {} serves this machine's data", cluster->alias()));
        }
    } catch (const std::exception& error) {
        findings.bad(fmt::format("elasticsearch: {}", error.what()));
    }
}

void check_queue(Findings& findings, const Config& config) {
    try {
        const auto queue = Stores(config).queue_beside();
        const auto depth = queue->inbox().depth();
        if (!depth) return findings.bad(fmt::format("queue: {}", depth.error().detail));
        findings.good(fmt::format("queue: {} pending, {} outgoing", depth->pending, depth->outgoing));
        if (depth->dead > 0) findings.bad(fmt::format("queue: {} dead letters; see `motcua dead list`", depth->dead));
    } catch (const std::exception& error) {
        findings.bad(fmt::format("queue: {}", error.what()));
    }
}

void check_spool(Findings& findings, const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return findings.good("spool: no events have been spooled here yet");
    const auto counts = adapters::SpoolFile(file, {}).counts();
    if (!counts) return findings.bad(fmt::format("spool: {}", counts.error().detail));
    if (counts->waiting == 0) return findings.good("spool: empty");
    findings.bad(fmt::format("spool: {} events wait for Redis, the oldest {} s; start the gateway to hand them over", counts->waiting,
                             counts->oldest.count()));
}

/// How the Redis of the settings stands, when they name one.
void check_redis(Findings& findings, const Config& config) {
    const auto safety = Stores(config).safety();
    if (!safety) return;
    const adapters::SafetyReport report = safety();
    if (report.safety == adapters::StoreSafety::as_asked) {
        findings.good(fmt::format("redis: appendfsync is {} or stronger, nothing is evicted", adapters::name_of(config.redis.appendfsync)));
    }
    for (const std::string& finding : report.findings) findings.bad(fmt::format("redis: {}; see docs/distributed.md", finding));
    try {
        check_spool(findings, config.data / "spool.db");
    } catch (const std::exception& error) {
        findings.bad(fmt::format("spool: {}", error.what()));
    }
}

}  // namespace

int doctor(const CommonOptions& common) {
    Findings findings;
    auto config = read_config(common.config);
    if (!config) {
        for (const ConfigProblem& problem : config.error()) findings.bad(fmt::format("{}: {}", problem.name, problem.allowed));
        return findings.status();
    }
    findings.good(common.config.empty() ? "settings: defaults" : "settings: " + common.config.string());
    if (common.data != CommonOptions{}.data || common.config.empty()) config->data = common.data;
    check_channels(findings, *config);
    check_tokens(findings, *config);
    check_accounts(findings, *config);
    try {
        const Snapshot snapshot(config->data, config->office, [&](const std::string& line) { findings.good(line); });
        findings.good(fmt::format("knowledge: {} procedures to answer from", snapshot.catalog().entries().size() - snapshot.catalog().gaps().size()));
        check_cluster(findings, *config, snapshot.manifest());
    } catch (const std::exception& error) {
        findings.bad(fmt::format("knowledge: {}", error.what()));
    }
    check_queue(findings, *config);
    check_redis(findings, *config);
    check_port(findings, "webhook", config->webhook);
    check_port(findings, "ops", config->ops);
    return findings.status();
}

int dead_list(const CommonOptions& common) {
    const auto config = usable_config(common);
    if (!config) return 2;
    const auto letters = Stores(*config).queue_beside()->outbox().dead_letters(1000);
    if (!letters) throw std::runtime_error(letters.error().detail);
    for (const adapters::DeadLetter& letter : *letters) {
        std::cout << fmt::format("{:>8}  {:<5}  {:<9}  {:<20}  {} attempts  {}\n", letter.id, letter.kind, letter.channel,
                                 letter.account, letter.attempts, letter.reason);
    }
    std::cout << fmt::format("{} dead letters\n", letters->size());
    return 0;
}

int dead_redrive(const CommonOptions& common, bool all, const std::vector<std::int64_t>& ids) {
    if (!all && ids.empty()) {
        std::cerr << "name ids from `motcua dead list`, or --all\n";
        return 2;
    }
    const auto config = usable_config(common);
    if (!config) return 2;
    const auto count = Stores(*config).queue_beside()->outbox().redrive(all ? std::vector<std::int64_t>{} : ids);
    if (!count) throw std::runtime_error(count.error().detail);
    std::cout << fmt::format("{} put back; {}\n", *count,
                             config->redis.is_set() ? "a gateway sends them now" : "the gateway sends them when it starts");
    return 0;
}

}  // namespace motcua::gateway
