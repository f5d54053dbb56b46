// JSON off the wire, read without trust: bounded, lenient about text, exact about numbers; and text put into
// JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters {

/// One value of a platform's body. Reading a member that is not there gives a null value, never an error,
/// so that a reader of a platform's shapes needs no checks between the steps of a path.
struct WireNode {
    enum class Kind { null, boolean, number, text, list, object };

    Kind kind = Kind::null;
    bool truth = false;              // of a boolean
    std::string text;                // of a text, decoded; of a number, its spelling: ids never pass a double
    std::vector<std::string> names;  // of an object, one a child
    std::vector<WireNode> children;  // of a list or an object
    std::size_t begin = 0;           // byte range in the body that was read
    std::size_t end = 0;

    /// The member of that name, the last one when it occurs twice; a null value when there is none.
    const WireNode& operator[](std::string_view name) const noexcept;
    bool has(std::string_view name) const noexcept;
    bool is(Kind wanted) const noexcept { return kind == wanted; }

    /// The text; empty for anything else.
    std::string string() const { return kind == Kind::text ? text : std::string(); }
    /// A text, or the spelling of a whole number: platforms write ids and times both ways. Else empty.
    std::string id() const;
};

inline constexpr int max_wire_depth = 32;
inline constexpr std::size_t max_wire_nodes = 50'000;

/// The whole body, or nothing when it is no JSON, deeper than 32 levels or of more than 50,000 values.
/// A byte order mark is skipped; lone surrogates become U+FFFD; raw control characters and ill-formed UTF-8
/// inside a text are kept as they are. Never throws but bad_alloc. Linear in the body. Thread-safe.
std::optional<WireNode> read_wire_json(std::string_view body);

/// id() of these top-level members, in order, building nothing else: what may be read of a body whose
/// signature is not yet checked. Same bounds; nothing when the body is no JSON object.
std::optional<std::vector<std::string>> read_top_level(std::string_view body,
                                                       const std::vector<std::string_view>& names);

/// The text as a JSON string with its quotes. Ill-formed UTF-8 becomes U+FFFD: the result is always valid.
std::string json_quoted(std::string_view text);

}  // namespace motcua::adapters
