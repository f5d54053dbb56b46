// Reads the settings that --config names.
#include "gateway/cli/usable_config.hpp"

#include <iostream>

namespace motcua::gateway {

std::optional<Config> usable_config(const CommonOptions& common) {
    auto config = read_config(common.config);
    if (!config) {
        std::cerr << "settings cannot be used:\n" << text_of(config.error());
        return std::nullopt;
    }
    if (common.data != CommonOptions{}.data || common.config.empty()) config->data = common.data;
    return *config;
}

}  // namespace motcua::gateway
