// The token that stays.
#include "adapters/access_token_source.hpp"

#include <utility>

#include "adapters/signature.hpp"

namespace motcua::adapters {
namespace {

class FixedToken final : public AccessTokenSource {
  public:
    explicit FixedToken(std::string token) : token_(std::move(token)) {}
    std::string access_token() override { return token_; }
    /// Nothing else can be done about it; the refusal is counted where it was met.
    void rejected(const std::string&) override {}

  private:
    const std::string token_;
};

}  // namespace

TokenSource fixed_token(std::string token, const std::string& setting) {
    require_secret(token, setting);
    return std::make_shared<FixedToken>(std::move(token));
}

}  // namespace motcua::adapters
