// Names of the outcomes, as counters and the command line show them.
#include "gateway/conversation/turn.hpp"

#include <array>
#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::array<std::pair<Outcome, std::string_view>, 13> outcomes{{
    {Outcome::answered, "answered"},
    {Outcome::clarify, "clarify"},
    {Outcome::not_found, "not_found"},
    {Outcome::refused, "refused"},
    {Outcome::notice, "notice"},
    {Outcome::smalltalk, "smalltalk"},
    {Outcome::handoff, "handoff"},
    {Outcome::complaint, "complaint"},
    {Outcome::emergency, "emergency"},
    {Outcome::status, "status"},
    {Outcome::silent, "silent"},
    {Outcome::with_person, "with_person"},
    {Outcome::unavailable, "unavailable"},
}};

}  // namespace

std::string_view name_of(Outcome outcome) noexcept {
    for (const auto& [value, name] : outcomes) {
        if (value == outcome) return name;
    }
    return "silent";
}

}  // namespace motcua::gateway
