// Finds the names of form files ("…Mẫu số 01.docx") that the portal glues to the end of a document's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters {

struct WithoutFiles {
    std::string name;                // what is left, trimmed
    std::vector<std::string> files;  // file names without their extension, first to last; may be garbled
    bool certain = true;             // false when it is a guess where the first file name begins
};

/// True when a form file's name ends in `text` somewhere ("….docx").
bool holds_file_name(std::string_view text) noexcept;

/// Cuts all file names off the end. Text without one comes back as it is.
WithoutFiles without_file_names(std::string_view text);

/// What a person can be told of these files: the first readable one ("Mẫu số 01"), else nothing. The portal
/// drops accented letters from some names ("Bnkhaichung"), and such a name helps nobody.
std::string form_title(const std::vector<std::string>& files);

}  // namespace motcua::adapters
