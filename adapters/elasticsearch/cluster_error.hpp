// What a reply means that is no answer: which trouble it is, and what may be done about it.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "adapters/elasticsearch/transport.hpp"

namespace motcua::adapters::elasticsearch {

enum class Remedy {
    none,         // the same again would fail the same way
    elsewhere,    // another node at once; this one is dead for now
    later,        // after a pause, on another node where there is one; this one lives
    credentials,  // read the secrets again; with others, at once
};

/// A failed try, judged.
struct Setback {
    Failure failure;
    Remedy remedy = Remedy::none;
    bool undone = false;  // the cluster surely did nothing, so that anything may be sent again
};

/// Nothing for a 2xx that a cluster may have sent. JSON is read without trust, HTML is known by
/// `content_type` or by how it begins. Of the cluster's own words only names of errors reach `detail`, and
/// the reason where it cannot quote a request: a person's text may stand in those. Pure; any bytes will do.
std::optional<Setback> setback_from(int status, std::string_view content_type, std::string_view body);

inline constexpr std::array all_troubles{
    Trouble::unreachable,  Trouble::timed_out,           Trouble::overloaded,  Trouble::memory_full,
    Trouble::disk_full,    Trouble::refused_credentials, Trouble::missing,     Trouble::bad_request,
    Trouble::too_large,    Trouble::not_a_cluster,       Trouble::certificate, Trouble::circuit_open,
    Trouble::server_error,
};

/// As the enumerator is written; for logs and labels.
std::string_view name_of(Trouble trouble) noexcept;

/// `text` without what a log line must not hold (all but printable ASCII becomes '?'), at most `bytes` long.
std::string loggable(std::string_view text, std::size_t bytes);

}  // namespace motcua::adapters::elasticsearch
