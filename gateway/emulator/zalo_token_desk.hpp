// Zalo's OAuth side of the emulated account: which tokens are good now, and what is given for a token or a
// code.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/emulator/emulator_settings.hpp"

namespace motcua::gateway {

enum class TokenStanding { good, unknown, expired };

struct IssuedTokens {
    std::string access;
    std::string refresh;
};

/// What a consent was asked with.
struct ConsentAsked {
    std::string challenge;  // may be empty
    std::chrono::milliseconds at{0};
};

/// A code works once, and so does a refresh token unless the desk lets its reuse pass; a new pair kills the access token before it. Safe to call from
/// several threads at once.
class ZaloTokenDesk {
  public:
    ZaloTokenDesk(const EmulatedZalo& zalo, const OauthFaults& faults);

    TokenStanding standing_of(std::string_view access_token, std::chrono::milliseconds now) const;
    std::chrono::seconds life() const noexcept { return life_; }
    /// Nothing when it is not the last refresh token, nor the one before where reuse passes.
    std::optional<IssuedTokens> renew(std::string_view refresh_token, std::chrono::milliseconds now);

    std::string code_for(ConsentAsked asked);
    /// Nothing when the code is not known, used, older than 10 minutes, or asked for with another verifier.
    std::optional<IssuedTokens> redeem(const std::string& code, const std::string& verifier,
                                       std::chrono::milliseconds now);

  private:
    IssuedTokens issue(std::chrono::milliseconds now);

    const std::chrono::seconds life_;
    const bool refuses_reuse_;
    mutable std::mutex mutex_;
    IssuedTokens tokens_;
    std::string spent_refresh_;  // the last one that was used
    std::optional<std::chrono::milliseconds> expires_at_;  // nothing: the token of the settings, which stays
    std::map<std::string, ConsentAsked> codes_;
};

}  // namespace motcua::gateway
