// Single use, one pair at a time.
#include "gateway/emulator/zalo_token_desk.hpp"

#include <utility>

#include "adapters/secret_box.hpp"
#include "adapters/signature.hpp"
#include "adapters/zalo/token_consent.hpp"

namespace motcua::gateway {
namespace {

constexpr std::chrono::minutes code_life{10};
constexpr std::size_t token_bytes = 48;
constexpr std::size_t code_bytes = 24;
constexpr std::size_t most_codes = 100;

}  // namespace

ZaloTokenDesk::ZaloTokenDesk(const EmulatedZalo& zalo, const OauthFaults& faults)
    : life_(faults.token_life.count() > 0 ? faults.token_life : zalo.token_life),
      refuses_reuse_(faults.refuse_reuse),
      tokens_{zalo.access_token, zalo.refresh_token} {}

TokenStanding ZaloTokenDesk::standing_of(std::string_view access_token, std::chrono::milliseconds now) const {
    const std::lock_guard lock(mutex_);
    if (tokens_.access.empty() || !adapters::same_text(access_token, tokens_.access))
        return TokenStanding::unknown;
    return expires_at_ && now >= *expires_at_ ? TokenStanding::expired : TokenStanding::good;
}

IssuedTokens ZaloTokenDesk::issue(std::chrono::milliseconds now) {
    tokens_ = {adapters::random_text(token_bytes), adapters::random_text(token_bytes)};
    expires_at_ = now + life_;
    return tokens_;
}

std::optional<IssuedTokens> ZaloTokenDesk::renew(std::string_view refresh_token,
                                                 std::chrono::milliseconds now) {
    const std::lock_guard lock(mutex_);
    const bool is_last = !tokens_.refresh.empty() && adapters::same_text(refresh_token, tokens_.refresh);
    const bool is_spent = !spent_refresh_.empty() && adapters::same_text(refresh_token, spent_refresh_);
    if (!is_last && (refuses_reuse_ || !is_spent)) return std::nullopt;
    spent_refresh_ = refresh_token;
    return issue(now);
}

std::string ZaloTokenDesk::code_for(ConsentAsked asked) {
    const std::lock_guard lock(mutex_);
    if (codes_.size() >= most_codes) codes_.clear();
    std::string code = adapters::random_text(code_bytes);
    codes_.emplace(code, std::move(asked));
    return code;
}

std::optional<IssuedTokens> ZaloTokenDesk::redeem(const std::string& code, const std::string& verifier,
                                                  std::chrono::milliseconds now) {
    const std::lock_guard lock(mutex_);
    const auto found = codes_.extract(code);
    if (found.empty() || now >= found.mapped().at + code_life) return std::nullopt;
    const std::string& challenge = found.mapped().challenge;
    if (!challenge.empty() && adapters::challenge_of(verifier) != challenge) return std::nullopt;
    return issue(now);
}

}  // namespace motcua::gateway
