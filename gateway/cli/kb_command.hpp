// `kb import | stats | validate | show | search`: what staff do with the knowledge base.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "gateway/cli/command_line.hpp"

namespace motcua::gateway {

struct ImportRequest {
    std::string format;  // "portal-json" or "jsonl"
    std::vector<std::filesystem::path> paths;  // files, or folders that are walked
    bool replace = false;
    std::string data_date;  // "2026-07"; for records that bear none
};

/// All or nothing; tells every fault of every file. Reads ".gz" too. 1 when there were faults.
int kb_import(const CommonOptions& common, const ImportRequest& request, std::ostream& out);
int kb_stats(const CommonOptions& common, std::ostream& out);
/// Every flagged record, with what is wrong; alias files too. 1 when something is to be mended.
int kb_validate(const CommonOptions& common, std::ostream& out);
int kb_show(const CommonOptions& common, const std::string& code, bool as_json, std::ostream& out);
int kb_search(const CommonOptions& common, const std::string& text, std::ostream& out);

}  // namespace motcua::gateway
