// What the name of an attached file tells, and no more than the name: files are never fetched.
#pragma once

#include <string_view>

namespace motcua::intents::policy {

enum class FileNature { plain, secret, programme, internal_paper, own_paper, public_paper };

/// Secrecy is looked for in the case-sensitive name: "cccd_mat_truoc.jpg" is the front of a card.
FileNature nature_of(std::string_view file_name);

/// A file name typed in a message: the nature of the worst one that ends in a known suffix.
FileNature nature_of_names_in(std::string_view text);

}  // namespace motcua::intents::policy
