// Unpacks a .gz file in memory, bounded, for imports.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace motcua::adapters {

bool is_gzip(std::string_view bytes) noexcept;

/// The unpacked bytes; the error says what is wrong with the file, also when more than `most` bytes come out.
tl::expected<std::string, std::string> gunzip(std::string_view bytes, std::size_t most);

}  // namespace motcua::adapters
