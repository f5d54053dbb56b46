// Port: where a channel gets its access token before each send, and whom it tells that a platform refused it.
#pragma once

#include <memory>
#include <string>

namespace motcua::adapters {

/// Implementations must be safe to call from several threads at once.
class AccessTokenSource {
  public:
    virtual ~AccessTokenSource() = default;

    /// The token to send with now; empty when there is none.
    virtual std::string access_token() = 0;
    /// The platform said that this token is no longer good.
    virtual void rejected(const std::string& token) = 0;
};
using TokenSource = std::shared_ptr<AccessTokenSource>;

/// A token that stays. Throws std::invalid_argument when `token` is empty, naming `setting`.
TokenSource fixed_token(std::string token, const std::string& setting = "access_token");

}  // namespace motcua::adapters
