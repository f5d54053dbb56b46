// Splits the portal's tables of papers, which come as one run of text: headings, names, form files and counts.
#pragma once

#include <string_view>
#include <vector>

#include "knowledge-base/procedure.hpp"

namespace motcua::adapters {

struct SplitDocuments {
    std::vector<kb::Document> documents;
    bool certain = true;       // false when some text could be cut in two ways
    bool named_files = false;  // a form file's name was cut off a paper's name
};

/// `cell` is clean (NFC): "* Giấy tờ phải nộp:Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính…".
/// The page asks for one-digit counts, so of digits glued to a name the last one is the count.
SplitDocuments split_documents(std::string_view cell);

/// Cuts form files off the name of a row that is split already. `form` may hold the rest of the name.
/// True when there was one.
bool cut_file_names(kb::Document& row);

/// Puts digits that a count took from the name ("…năm" 20261 to "…năm 2026" 1) back. True when there were some.
bool give_digits_back(kb::Document& row);

/// True when a row shows that its table was cut in wrong places.
bool looks_glued(const kb::Document& row) noexcept;

}  // namespace motcua::adapters
