// The three reasons not to serve an index.
#include "adapters/elasticsearch/index_meta.hpp"

#include <fmt/format.h>

#include "knowledge-base/index_document.hpp"

namespace motcua::adapters::elasticsearch {

std::string unfit_because(const IndexMeta& meta, const std::string& manifest) {
    if (meta.format != kb::index_format) {
        return fmt::format("it was made by normaliser {}, this program has {}: run `motcua kb publish` of this version",
                           meta.format, kb::index_format);
    }
    if (!meta.is_complete) return "it was never completed: run `motcua kb publish`";
    if (meta.manifest != manifest) {
        return fmt::format("it holds other data ({}) than this machine ({}): import the same files here with "
                           "`motcua kb import`, or run `motcua kb publish`",
                           meta.manifest, manifest);
    }
    return {};
}

}  // namespace motcua::adapters::elasticsearch
