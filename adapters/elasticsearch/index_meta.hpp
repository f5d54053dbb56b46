// What an index of the cluster says of its own making, and whether this program may serve it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace motcua::adapters::elasticsearch {

/// Stands as `_meta.motcua` in the index's mapping.
struct IndexMeta {
    int format = 0;                 // kb::index_format of the program that made it: its normaliser and its documents
    std::string manifest;           // kb::IndexManifest::text()
    std::size_t documents = 0;
    std::int64_t data_version = 0;  // of the store it was made from; of that machine only
    std::string made_at;            // "2026-11-25T19:04:55Z"
    bool is_complete = false;       // every document is in, counted and found: only then may it serve
};

/// Why this program cannot serve the index, with what to do; empty when it can. `manifest` is that of the program's
/// own data. An index of another normaliser holds other tokens, one of other data names other procedures.
std::string unfit_because(const IndexMeta& meta, const std::string& manifest);

}  // namespace motcua::adapters::elasticsearch
