// Links with a PKCE challenge, the codes that come back, and pairs from a file.
#include "adapters/zalo/token_consent.hpp"

#include <fmt/format.h>

#include <functional>
#include <optional>
#include <sstream>
#include <utility>

#include "adapters/percent_encoding.hpp"
#include "adapters/secret_box.hpp"
#include "adapters/signature.hpp"
#include "adapters/zalo/zalo_token_endpoint.hpp"

namespace motcua::adapters {
namespace {

constexpr int consent_tries = 8;
constexpr std::size_t verifier_bytes = 32;
constexpr std::size_t state_bytes = 12;

using Change = std::function<ConsentResult<TokenRecord>(TokenRecord)>;

/// Reads, changes and writes until nobody came in between. A change that is refused changes nothing.
ConsentResult<ChainStatus> change_record(TokenVault& vault, const std::string& account,
                                         const Change& change) {
    for (int i = 0; i < consent_tries; ++i) {
        auto read = vault.read(account);
        if (!read) return tl::unexpected("tokens.db: " + read.error().detail);
        auto next = change(*read ? std::move(**read) : TokenRecord{.account = account});
        if (!next) return tl::unexpected(next.error());
        const auto written = vault.write(*next);
        if (!written) return tl::unexpected("tokens.db: " + written.error().detail);
        if (*written) return next->status;
    }
    return tl::unexpected(std::string("others keep changing the record; try again"));
}

/// What was pasted: a code, or the address of the callback with its parameters.
struct Callback {
    std::string code;
    std::string state;  // empty when it did not come along
    std::string oa_id;
};

Callback callback_from(const std::string& pasted) {
    if (pasted.find("code=") == std::string::npos) return {pasted, "", ""};
    Callback callback;
    std::istringstream parameters(pasted.substr(pasted.find('?') + 1));  // without '?': from the start
    for (std::string parameter; std::getline(parameters, parameter, '&');) {
        const auto equals = parameter.find('=');
        if (equals == std::string::npos) continue;
        const std::string name = parameter.substr(0, equals);
        const std::string value = percent_decoded(parameter.substr(equals + 1));
        if (name == "code") callback.code = value;
        if (name == "state") callback.state = value;
        if (name == "oa_id") callback.oa_id = value;
    }
    return callback;
}

std::optional<std::string> problem_of(const Callback& callback, const TokenRecord& record) {
    if (!is_token(callback.code))
        return "that holds no code: paste the code, or the whole address of the callback";
    if (!callback.oa_id.empty() && callback.oa_id != record.account)
        return "that consent is for another account";
    if (record.offer.state.empty())
        return "no consent link is out for this account: run `motcua tokens consent` first";
    if (!callback.state.empty() && callback.state != record.offer.state)
        return "that code belongs to another link";
    return std::nullopt;
}

std::string told(const TokenFailure& failure) {
    switch (failure.fault) {
        case TokenFault::not_sent:
            return fmt::format("{}; the code is not spent, try again", failure.reason);
        case TokenFault::refused:
        case TokenFault::dead:
            return fmt::format("{}: the code is not accepted; make a new link and consent again",
                               failure.reason);
        case TokenFault::unknown:
            break;
    }
    return fmt::format("{}: whether the code is spent is not known; make a new link and consent again",
                       failure.reason);
}

/// The record with a pair that owes nothing to the one before.
TokenRecord begun_anew(TokenRecord record, const TokenGrant& grant, ChainStatus::Time at) {
    record.offer = {};
    return renewed(std::move(record), grant, at);
}

}  // namespace

std::string challenge_of(const std::string& verifier) {
    const Digest digest = sha256_of({verifier});
    return base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

ConsentResult<std::string> offer_consent(TokenVault& vault, const ConsentPlace& place) {
    if (place.callback_url.empty())
        return tl::unexpected(std::string("zalo.app.callback_url: is required for a consent"));
    const ConsentOffer offer{place.verifier.empty() ? random_text(verifier_bytes) : place.verifier,
                             random_text(state_bytes)};
    const auto kept = change_record(vault, place.account, [&offer](TokenRecord record) {
        record.offer = offer;
        return record;
    });
    if (!kept) return tl::unexpected(kept.error());
    return fmt::format("{}/v4/oa/permission?app_id={}&redirect_uri={}&code_challenge={}&state={}",
                       place.base_url, percent_encoded(place.app_id), percent_encoded(place.callback_url),
                       challenge_of(offer.verifier), offer.state);
}

ConsentResult<ChainStatus> redeem_consent(TokenVault& vault, TokenEndpoint& endpoint,
                                          const std::string& account, const std::string& pasted,
                                          const TokenClock& clock) {
    const auto read = vault.read(account);
    if (!read) return tl::unexpected("tokens.db: " + read.error().detail);
    const Callback callback = callback_from(pasted);
    const TokenRecord record = read->value_or(TokenRecord{.account = account});
    if (const auto problem = problem_of(callback, record)) return tl::unexpected(*problem);
    const auto asked_at = clock();
    const auto grant = endpoint.redeem(callback.code, record.offer.verifier);
    if (!grant) return tl::unexpected(told(grant.error()));
    return change_record(vault, account,
                         [&](TokenRecord now) { return begun_anew(std::move(now), *grant, asked_at); });
}

ConsentResult<ChainStatus> import_tokens(TokenVault& vault, const std::string& account,
                                         const TokenGrant& grant, bool replace, const TokenClock& clock) {
    const auto at = clock();
    return change_record(vault, account, [&](TokenRecord record) -> ConsentResult<TokenRecord> {
        if (record.status.state != ChainState::needs_consent && !replace) {
            return tl::unexpected(
                std::string("this account has tokens that work; --replace puts these in their place"));
        }
        return begun_anew(std::move(record), grant, at);
    });
}

ConsentResult<TokenGrant> grant_from_text(const std::string& text) {
    if (text.find('{') != std::string::npos) {
        auto answer = zalo_token_answer({.status = 200, .body = text});
        if (answer) return std::move(*answer);
        return tl::unexpected(std::string("the JSON holds no access_token and refresh_token"));
    }
    std::istringstream lines(text);
    TokenGrant grant;
    lines >> grant.pair.access >> grant.pair.refresh;
    std::string more;
    if (!is_token(grant.pair.access) || !is_token(grant.pair.refresh) || lines >> more) {
        return tl::unexpected(
            std::string("either the JSON of the token endpoint, or two lines: access token, refresh token"));
    }
    return grant;
}

}  // namespace motcua::adapters
