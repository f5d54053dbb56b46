// What is offered when it is not clear which procedure is meant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gateway/conversation/turn.hpp"
#include "knowledge-base/catalog.hpp"
#include "knowledge-base/confidence.hpp"
#include "knowledge-base/matter_book.hpp"
#include "knowledge-base/query.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::gateway {

using Named = std::optional<kb::NamedMatter>;

struct Options {
    std::string matter;              // what the question names, in people's words; empty: nothing that is known
    std::vector<std::string> codes;  // procedures of this base, likeliest first; at most four
};

/// Of a question that names a matter and little else ("sổ đỏ", "chuyện hộ nghèo"): what staff wrote that it may mean.
/// Of any other: what the ranking holds close behind the first. Pure.
Options options_for(const Named& named, const kb::Catalog& catalog, const std::vector<kb::Ranked>& ranked,
                    const kb::Judgement& judgement);

/// What to offer beside the answer of `told`, which is likely but not certain: at most two others that may be meant.
/// Empty when the ranking is sure.
std::vector<std::string> others_beside(const kb::CatalogEntry& told, const Named& named, const kb::Catalog& catalog,
                                       const std::vector<kb::Ranked>& ranked, const kb::Judgement& judgement);

/// Puts them below the answer, in front of its parts' buttons, so that "số 2" is what stands second in a numbered list, too.
void offer_beside(Turn& turn, const std::vector<std::string>& others, const kb::Catalog& catalog);

/// A matter and a part of it, nothing else ("khai sinh mất bao lâu"), and the ranking's first is what staff put first there:
/// answered, unsure as the ranking may be.
bool is_plain(const Named& named, const kb::Query& query, const kb::CatalogEntry& first, const kb::Judgement& judgement);

/// Neither a matter nor a procedure that is at all likely ("vậy em phải mang theo những giấy gì").
bool names_nothing(const Named& named, const kb::Judgement& judgement);

/// A matter and nothing else ("thẻ bảo hiểm y tế"): asked back, unless the ranking is very sure. What staff marked as
/// unclear ("làm lại giấy khai sinh") is asked back in any case, with a part ("… hết bao nhiêu tiền") as well.
bool is_vague(const Named& named, const kb::Query& query, const kb::Judgement& judgement);

}  // namespace motcua::gateway
