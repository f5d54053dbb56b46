// Each third-party library has one home; some things have none.
#pragma once

#include "tests/architecture/source_tree.hpp"

namespace motcua::tests {

/// An angled include that is neither the standard library's, the system's nor that of a library in its home.
Findings library_findings(const SourceTree& tree);

/// JSON libraries in a header of the four floors: whoever includes it would compile the library too.
Findings json_header_findings(const SourceTree& tree);

/// std::regex, web::json and http_listener in code, anywhere.
Findings banned_findings(const SourceTree& tree);

}  // namespace motcua::tests
