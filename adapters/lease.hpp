// Port: the right to do a job that only one of several gateways shall do at a time.
#pragma once

#include <cstdint>
#include <optional>

namespace motcua::adapters {

/// Implementations must be safe to call from several threads and processes at once.
class Lease {
  public:
    virtual ~Lease() = default;

    /// Takes the lease or prolongs it, and gives its fence: a number that is larger for each new holder, so that who is
    /// told it can refuse an earlier one. Nothing: another holds it, or nobody can tell. Then leave the job alone.
    virtual std::optional<std::int64_t> hold() = 0;
};

/// Of a gateway that is alone: it always holds.
class SoleLease final : public Lease {
  public:
    std::optional<std::int64_t> hold() override { return 1; }
};

}  // namespace motcua::adapters
