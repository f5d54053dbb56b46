// What a citizen gets to read, free of any channel's wire format.
#pragma once

#include <string>
#include <vector>

namespace motcua::kb {

/// A choice offered below a text. The payload is ours and opaque: entry id and facet, never text to search.
struct Button {
    std::string title;
    std::string payload;  // ASCII, at most 200 bytes, begins with "#m:"
};

/// One bubble. A channel may have to split the text or turn the buttons into a numbered list.
struct Reply {
    std::string text;  // NFC, not empty
    std::vector<Button> buttons;
};

}  // namespace motcua::kb
