// `kb import`: gathers the files, reads them all, tells every fault or stores everything.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/gzip.hpp"
#include "adapters/portal/import.hpp"
#include "adapters/portal/import_report.hpp"
#include "adapters/sqlite/sqlite_procedure_store.hpp"
#include "gateway/cli/kb_command.hpp"
#include "gateway/knowledge/snapshot.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t shown_faults = 200;

bool wanted(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    return name.ends_with(".json") || name.ends_with(".jsonl") || name.ends_with(".jsonl.gz");
}

/// The files named, and those below the folders named, in order.
std::vector<std::filesystem::path> files_of(const std::vector<std::filesystem::path>& paths) {
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths) {
        if (!std::filesystem::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::filesystem::path> below;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
            if (entry.is_regular_file() && wanted(entry.path())) below.push_back(entry.path());
        }
        std::sort(below.begin(), below.end());
        files.insert(files.end(), below.begin(), below.end());
    }
    return files;
}

adapters::ImportBatch unreadable(const std::filesystem::path& file, const std::string& why) {
    adapters::ImportBatch batch;
    batch.faults.push_back({file.string(), "", "", why});
    return batch;
}

adapters::ImportBatch read_file(const std::filesystem::path& file, const std::string& format) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return unreadable(file, "cannot be opened; check the path and the rights");
    std::ostringstream bytes;
    bytes << in.rdbuf();
    std::string text = std::move(bytes).str();
    if (adapters::is_gzip(text)) {
        auto unpacked = adapters::gunzip(text, std::size_t{512} << 20U);
        if (!unpacked) return unreadable(file, unpacked.error());
        text = std::move(*unpacked);
    }
    if (format == "portal-json") return adapters::read_portal_json(text, file.string());
    std::istringstream lines(std::move(text));
    return adapters::read_jsonl(lines, file.string());
}

void tell_faults(const std::vector<adapters::ImportFault>& faults, std::ostream& out) {
    for (std::size_t i = 0; i < std::min(faults.size(), shown_faults); ++i) {
        out << "  " << adapters::text_of(faults[i]) << '\n';
    }
    if (faults.size() > shown_faults) out << fmt::format("  … and {} more\n", faults.size() - shown_faults);
    out << fmt::format("nothing was imported: {} faults to mend\n", faults.size());
}

}  // namespace

int kb_import(const CommonOptions& common, const ImportRequest& request, std::ostream& out) {
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<std::filesystem::path> files = files_of(request.paths);
    if (files.empty()) {
        out << "nothing to import: name .json, .jsonl or .jsonl.gz files, or folders that hold some\n";
        return 2;
    }
    std::vector<adapters::ImportBatch> batches;
    for (const auto& file : files) {
        std::cerr << fmt::format("reading {}\n", file.string());
        batches.push_back(read_file(file, request.format));
    }
    adapters::SqliteProcedureStore store(common.data / "knowledge.db");
    std::cerr << "checking and storing\n";
    const auto stored = adapters::import_into(store, std::move(batches), {request.replace, request.data_date});
    for (const std::string& warning : stored.warnings) out << "warning: " << warning << '\n';
    if (!stored.faults.empty()) {
        tell_faults(stored.faults, out);
        return 1;
    }
    const Snapshot snapshot(common.data, Office{}, [](const std::string& line) { std::cerr << line << '\n'; });
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    out << adapters::text_of(adapters::report_of(stored.procedures));
    out << fmt::format("imported {} procedures from {} files in {:.1f} s\n", stored.procedures.size(), files.size(), seconds);
    return 0;
}

}  // namespace motcua::gateway
