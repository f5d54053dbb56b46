// Port: where the published procedures live.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "knowledge-base/procedure.hpp"

namespace motcua::kb {

enum class StoreFault {
    unavailable,
    timed_out,
    bad_data,
    stale,  // of an index: made of other data, or by another version of this program
};
/// "unavailable", "timed_out", "bad_data", "stale": for counters.
constexpr std::string_view name_of(StoreFault fault) noexcept {
    constexpr std::string_view names[] = {"unavailable", "timed_out", "bad_data", "stale"};
    return names[static_cast<std::size_t>(fault)];
}

struct StoreError {
    StoreFault fault = StoreFault::unavailable;
    std::string detail;  // for the log only
};
template <class T>
using StoreResult = tl::expected<T, StoreError>;

/// Implementations must be safe to call from several threads at once.
class ProcedureStore {
  public:
    virtual ~ProcedureStore() = default;

    /// The procedure, quarantined ones too (has(Flag::miscaptured)); absence is not an error.
    virtual StoreResult<std::optional<Procedure>> find(std::string_view code) const = 0;
    /// Every procedure in the order of codes, one at a time, so that memory stays flat.
    virtual StoreResult<void> each(const std::function<void(const Procedure&)>& visit) const = 0;
    /// Adds or replaces by code; all or none.
    virtual StoreResult<void> put_all(const std::vector<Procedure>& procedures) = 0;
    /// Replaces the whole base by these; all or none.
    virtual StoreResult<void> replace_all(const std::vector<Procedure>& procedures) = 0;
    virtual StoreResult<std::size_t> count() const = 0;
    /// Grows with every change of content; an index made for another version is stale.
    virtual StoreResult<std::int64_t> version() const = 0;
};

}  // namespace motcua::kb
