// The lines of a bulk request, and which of its documents landed.
#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "knowledge-base/index_document.hpp"

namespace motcua::adapters::elasticsearch {

/// Two lines, each ended by a newline. The code is the id, so that sending them again changes nothing.
std::string bulk_lines(const kb::IndexDocument& document, const kb::Procedure& procedure);

struct BulkOutcome {
    std::vector<std::size_t> again;  // places in the batch, from 0: the cluster was too busy for these (429, 503)
    struct Refused {
        std::size_t place = 0;
        std::string reason;  // "400 mapper_parsing_exception: …", at most 300 bytes
    };
    std::vector<Refused> refused;    // sending these again would not help
};

/// Of a batch of `count` documents. The reason when the answer is no bulk's, or tells of another number of documents.
tl::expected<BulkOutcome, std::string> bulk_outcome_from(const std::string& body, std::size_t count);

}  // namespace motcua::adapters::elasticsearch
