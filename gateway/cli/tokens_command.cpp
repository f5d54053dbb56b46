// The commands of the token chains; they may run beside the gateway, which sees what they changed a second
// later.
#include "gateway/cli/tokens_command.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "gateway/cli/usable_config.hpp"
#include "gateway/zalo_tokens.hpp"

namespace motcua::gateway {
namespace {

using adapters::ChainState;
using adapters::ChainStatus;
using Clock = std::chrono::system_clock;

void tell(const std::string& line) { std::cerr << line << '\n'; }

/// Settings, and the chains that they ask for.
struct TokenDesk {
    explicit TokenDesk(const Config& settings) : config(settings), tokens(config, client) {}

    /// The chain that the request means; nothing, told, when that is none or not clear.
    std::optional<std::string> account_of(const TokensRequest& request) const {
        if (!request.account.empty() && tokens.chain_of(request.account)) return request.account;
        if (request.account.empty() && tokens.chains().size() == 1) return tokens.chains().front()->account();
        std::string accounts;
        for (const auto& chain : tokens.chains()) accounts += " " + chain->account();
        tell(accounts.empty() ? "no account has a token chain: name zalo.token_key_file in the settings, and "
                                "give the account no access_token"
                              : "name one of these with --account:" + accounts);
        return std::nullopt;
    }

    const Config config;
    adapters::CpprestHttpClient client;
    ZaloTokens tokens;
};

std::string span_of(Clock::duration span) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(span).count();
    if (minutes >= 48 * 60) return fmt::format("{} days", minutes / (24 * 60));
    return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string time_text(Clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(Clock::to_time_t(time)));
}

void print_status(const ChainStatus& status, Clock::time_point now, std::ostream& out) {
    out << fmt::format("  state         {}\n", adapters::name_of(status.state));
    if (status.generation > 0) {
        out << fmt::format("  pair          number {}, got {} ({} ago)\n", status.generation,
                           time_text(status.issued_at), span_of(now - status.issued_at));
        out << (status.expires_at > now
                    ? fmt::format("  access token  for another {}\n", span_of(status.expires_at - now))
                    : std::string("  access token  its time is over, or not known\n"));
    }
    if (status.fence > 0) {
        out << fmt::format("  last attempt  number {}, {}\n", status.fence, time_text(status.attempt_at));
    }
    if (status.failures > 0)
        out << fmt::format("  failures      {} since the last success\n", status.failures);
    if (!status.last_error.empty()) {
        out << fmt::format("  last error    {}, {}\n", status.last_error, time_text(status.last_error_at));
    }
    if (status.state == ChainState::refreshing) {
        out << fmt::format("  next          tried again after {}\n", time_text(status.not_before));
    }
    if (status.state == ChainState::needs_consent)
        out << "  MEND          run `motcua tokens consent` (or `tokens import`)\n";
}

int report(const adapters::ConsentResult<ChainStatus>& result, const std::string& account,
           std::ostream& out) {
    if (!result) {
        tell(result.error());
        return 3;
    }
    out << fmt::format("{}: pair number {} is stored; a running gateway uses it from now on\n", account,
                       result->generation);
    return 0;
}

}  // namespace

int tokens_status(const CommonOptions& common, const TokensRequest& request, std::ostream& out) {
    const auto config = usable_config(common);
    if (!config) return 2;
    TokenDesk desk(*config);
    if (!request.account.empty() && !desk.account_of(request)) return 2;
    const auto now = Clock::now();
    bool is_fine = true;
    for (const auto& chain : desk.tokens.chains()) {
        if (!request.account.empty() && chain->account() != request.account) continue;
        const auto read = desk.tokens.vault().read(chain->account());
        if (!read) throw std::runtime_error("tokens.db: " + read.error().detail);
        const ChainStatus status = *read ? (*read)->status : ChainStatus{};
        out << chain->account() << '\n';
        print_status(status, now, out);
        is_fine = is_fine && status.state == ChainState::ready && status.failures == 0;
    }
    out << fmt::format("{} token chains\n", desk.tokens.chains().size());
    return is_fine ? 0 : 1;
}

int tokens_consent(const CommonOptions& common, const TokensRequest& request, std::istream& in,
                   std::ostream& out) {
    const auto config = usable_config(common);
    if (!config) return 2;
    TokenDesk desk(*config);
    const auto account = desk.account_of(request);
    if (!account) return 2;
    std::string code = request.code;
    if (code.empty()) {
        const auto link = adapters::offer_consent(desk.tokens.vault(), desk.tokens.consent_place(*account));
        if (!link) {
            tell(link.error());
            return 2;
        }
        out << *link << '\n' << std::flush;
        tell(
            "An administrator of the account opens this link and consents; it works once. Then paste the "
            "code, or the\n"
            "whole address that the browser was sent to, within ten minutes:");
        std::getline(in, code);
        while (!code.empty() && (code.back() == '\r' || code.back() == ' ')) code.pop_back();
    }
    if (code.empty()) {
        tell("no code was given; `motcua tokens consent --code CODE` takes it later");
        return 1;
    }
    return report(adapters::redeem_consent(desk.tokens.vault(), desk.tokens.endpoint_of(*account), *account,
                                           code, Clock::now),
                  *account, out);
}

int tokens_import(const CommonOptions& common, const TokensRequest& request, std::istream& in,
                  std::ostream& out) {
    const auto config = usable_config(common);
    if (!config) return 2;
    TokenDesk desk(*config);
    const auto account = desk.account_of(request);
    if (!account) return 2;
    const bool from_file = !request.file.empty() && request.file != "-";
    std::ifstream file(from_file ? request.file : "");
    std::istream& source = from_file ? file : in;
    const std::string text(std::istreambuf_iterator<char>(source), {});
    const auto grant = adapters::grant_from_text(text);
    if (!grant) {
        tell(grant.error());
        return 2;
    }
    return report(adapters::import_tokens(desk.tokens.vault(), *account, *grant, request.replace, Clock::now),
                  *account, out);
}

}  // namespace motcua::gateway
