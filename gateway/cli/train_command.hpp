// `train`: fits the ranker and the confidence from people's phrases and labelled questions, deterministically.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "gateway/cli/command_line.hpp"

namespace motcua::gateway {

struct TrainRequest {
    std::vector<std::string> questions;  // files; none: phrases only
    std::filesystem::path out;  // folder
    int folds = 5;
};

/// Writes ranker.txt and confidence.txt to `out` and prints the cross-validated figures. The same input always
/// gives the same files.
int train(const CommonOptions& common, const TrainRequest& request, std::ostream& out);

}  // namespace motcua::gateway
