// The 2,849 published procedures and the raw samples, where ../shared is at hand.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "adapters/gzip.hpp"
#include "adapters/json/procedure_document.hpp"
#include "adapters/portal/import.hpp"
#include "adapters/portal/import_report.hpp"
#include "adapters/portal/portal_text.hpp"
#include "adapters/portal/template_files.hpp"
#include "adapters/sqlite/sqlite_procedure_store.hpp"
#include "intents/normalized_text.hpp"
#include "knowledge-base/published_facts.hpp"
#include "tests/support/shared_data.hpp"

namespace motcua::tests {
namespace {

using adapters::ImportBatch;
using kb::Flag;

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

/// Read once for all tests of this program.
const ImportBatch& base_from(const std::filesystem::path& file) {
    static const ImportBatch batch = [&] {
        const auto text = adapters::gunzip(bytes_of(file), std::size_t{256} << 20U);
        REQUIRE(text);
        std::istringstream lines(*text);
        return adapters::joined({adapters::read_jsonl(lines, "procedures.jsonl")});
    }();
    return batch;
}

constexpr auto base_file = "data/procedures.jsonl.gz";
constexpr auto sample_folder = "data/raw-samples";

std::map<std::string, kb::Procedure> samples_from(const std::filesystem::path& folder) {
    std::map<std::string, kb::Procedure> samples;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".json") continue;
        const auto batch = adapters::read_portal_json(bytes_of(entry.path()), entry.path().filename().string());
        for (const auto& fault : batch.faults) FAIL_CHECK(adapters::text_of(fault));
        CHECK(batch.warnings.empty());
        for (const auto& procedure : batch.procedures) samples.emplace(procedure.code, procedure);
    }
    return samples;
}

bool is_clean(const std::string& text) {
    return intents::to_nfc(text) == text && text.find("\xEF\x83") == std::string::npos &&
           text.find("Từ khóaKhông") == std::string::npos;
}

}  // namespace

TEST_CASE("the whole base is read without a fault, with the flags its README counts", "[kb][shared]") {
    const auto file = shared_file(base_file);
    MOTCUA_SKIP_WITHOUT(file, base_file);
    const auto& batch = base_from(*file);
    for (std::size_t i = 0; i < batch.faults.size() && i < 10; ++i) FAIL_CHECK(adapters::text_of(batch.faults[i]));
    CHECK(batch.warnings.empty());
    const auto report = adapters::report_of(batch.procedures);
    CHECK(report.procedures == 2849);
    CHECK(report.by_ministry.at("Bộ Tài chính") == 706);
    CHECK(report.quarantined.size() == 17);
    const auto count = [&](Flag flag) { return report.by_flag.count(flag) == 0 ? 0 : report.by_flag.at(flag); };
    CHECK(count(Flag::duration_without_unit) >= 357);
    CHECK(count(Flag::duration_without_unit) <= 365);
    CHECK(count(Flag::fee_suspiciously_small) >= 44);  // and those that hid in glued cells
    CHECK(count(Flag::fee_suspiciously_small) <= 90);
    CHECK(count(Flag::free_but_amount_in_note) >= 47);
    CHECK(count(Flag::free_but_amount_in_note) <= 60);
    CHECK(count(Flag::abolished_tier) >= 28);
    CHECK(count(Flag::abolished_tier) <= 36);
    CHECK(count(Flag::no_documents) <= 27);
    CHECK(count(Flag::no_methods) <= 15);
    CHECK(count(Flag::no_url) == 207);
    CHECK(count(Flag::private_use_characters) == 12);
    CHECK(count(Flag::was_nfd) == 0);
    CHECK(count(Flag::glued_cell) < 200);
}

TEST_CASE("exactly the two foreign groups of the base are quarantined", "[kb][shared]") {
    const auto file = shared_file(base_file);
    MOTCUA_SKIP_WITHOUT(file, base_file);
    std::map<std::string, int> names;
    std::map<std::string, bool> quarantined;
    for (const auto& procedure : base_from(*file).procedures) {
        quarantined[procedure.code] = procedure.has(Flag::miscaptured);
        if (procedure.has(Flag::miscaptured)) ++names[procedure.name];
    }
    std::vector<int> sizes;
    for (const auto& [name, size] : names) sizes.push_back(size);
    std::sort(sizes.begin(), sizes.end());
    CHECK(sizes == std::vector<int>{7, 10});
    CHECK(quarantined["2.001428"]);
    CHECK(quarantined["1.002544"]);
    CHECK_FALSE(quarantined["1.002359"]);  // shares its name with 2.000281, not its content
    CHECK_FALSE(quarantined["2.000281"]);
}

TEST_CASE("no text of the base is left unclean and no paper carries a file name", "[kb][shared]") {
    const auto file = shared_file(base_file);
    MOTCUA_SKIP_WITHOUT(file, base_file);
    std::size_t unclean = 0;
    std::size_t files = 0;
    std::size_t many = 0;
    for (const auto& procedure : base_from(*file).procedures) {
        unclean += is_clean(adapters::json_text_of(procedure)) && procedure.name.find('\n') == std::string::npos ? 0 : 1;
        for (const auto& row : procedure.documents) {
            files += adapters::holds_file_name(row.name) || adapters::holds_file_name(row.form) ? 1 : 0;
            many += row.original > 9 || row.name.empty() ? 1 : 0;
        }
    }
    CHECK(unclean == 0);
    CHECK(files == 0);
    CHECK(many == 0);
}

TEST_CASE("no answer's line states a flagged fact bare", "[kb][shared]") {
    const auto file = shared_file(base_file);
    MOTCUA_SKIP_WITHOUT(file, base_file);
    std::size_t checked = 0;
    for (const auto& procedure : base_from(*file).procedures) {
        INFO(procedure.code);
        const auto fee = kb::fee_text(procedure);
        const auto duration = kb::duration_text(procedure);
        CHECK_FALSE(fee.empty());
        CHECK_FALSE(kb::place_text(procedure).empty());
        if (procedure.has(Flag::fee_suspiciously_small)) {
            CHECK(fee.find("mức phí chưa rõ") != std::string::npos);
            ++checked;
        }
        if (procedure.has(Flag::free_but_amount_in_note)) CHECK(fee != "Miễn phí");
        if (procedure.has(Flag::duration_without_unit)) CHECK(duration.find("chưa rõ") != std::string::npos);
    }
    CHECK(checked > 40);
}

TEST_CASE("the whole base is read and stored without a fault", "[kb][shared]") {
    const auto file = shared_file(base_file);
    MOTCUA_SKIP_WITHOUT(file, base_file);
    const auto folder = std::filesystem::temp_directory_path() / ("motcua-kb-base-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    {
        const auto text = adapters::gunzip(bytes_of(*file), std::size_t{256} << 20U);
        REQUIRE(text);
        std::istringstream lines(*text);
        adapters::SqliteProcedureStore store(folder / "knowledge.db");
        const auto result = adapters::import_into(store, {adapters::read_jsonl(lines, "procedures.jsonl")}, {true, "2026-07"});
        CHECK(result.faults.empty());
        CHECK(store.count().value() == 2849);
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("all raw samples are read whole and clean", "[kb][shared]") {
    const auto folder = shared_file(sample_folder);
    MOTCUA_SKIP_WITHOUT(folder, sample_folder);
    auto samples = samples_from(*folder);
    REQUIRE(samples.size() == 12);
    for (const auto& [code, procedure] : samples) {
        INFO(code);
        CHECK(is_clean(adapters::json_text_of(procedure)));
        CHECK_FALSE(procedure.steps.empty());
        CHECK_FALSE(procedure.methods.empty());
        CHECK_FALSE(procedure.result.empty());
        CHECK_FALSE(procedure.has(Flag::glued_cell));
    }
}

TEST_CASE("each raw page shows that the fault it is here for is met", "[kb][shared]") {
    const auto folder = shared_file(sample_folder);
    MOTCUA_SKIP_WITHOUT(folder, sample_folder);
    auto samples = samples_from(*folder);
    const auto& birth = samples["1.001193"];
    CHECK(birth.has(Flag::was_nfd));
    CHECK(birth.has(Flag::duration_without_unit));
    CHECK(birth.documents.size() == 33);
    CHECK(birth.legal_basis.size() == 15);
    const auto& residence = samples["1.004222"];
    REQUIRE(residence.methods.size() == 2);
    CHECK(residence.methods[0].fee == "10,000 Việt Nam Đồng");
    CHECK(residence.methods[1].fee == "20,000 Việt Nam Đồng");
    CHECK(samples["1.002398"].has(Flag::fee_suspiciously_small));
    CHECK(samples["1.009063"].has(Flag::was_nfd));
    CHECK(samples["1.009063"].documents.size() == 1);
    CHECK(samples["2.002226"].methods.front().fee_note.empty());
    CHECK(samples["2.002226"].agency.find("\xC2\xA0") == std::string::npos);
    CHECK(samples["6.006590"].name.ends_with(" bậc cao"));
    CHECK(samples["6.006590"].documents.front().form == "Đơn đề nghị công nhận ĐKV");
    CHECK(samples["6.006577"].name.find("Thẩm định", 1) == std::string::npos);
    CHECK(samples["6.006577"].has(Flag::no_documents));
    CHECK(samples["1.007613"].has(Flag::private_use_characters));
    CHECK(samples["2.001428"].has(Flag::miscaptured));
}

TEST_CASE("each raw export shows that the fault it is here for is met", "[kb][shared]") {
    const auto folder = shared_file(sample_folder);
    MOTCUA_SKIP_WITHOUT(folder, sample_folder);
    auto samples = samples_from(*folder);
    REQUIRE(samples["1.013133"].documents.size() == 2);
    CHECK(samples["1.013133"].documents[1].copy == 1);
    CHECK_FALSE(samples["1.013133"].has(Flag::was_nfd));
    CHECK(samples["1.013562"].has(Flag::was_nfd));
    CHECK(samples["1.013555"].has(Flag::was_nfd));
    CHECK(samples["1.013555"].legal_basis.empty());
}

TEST_CASE("the starter base is read without a fault", "[kb][starter]") {
    const char* source = std::getenv("MOTCUA_SOURCE");
    const auto folder = std::filesystem::path(source != nullptr ? source : ".") / "knowledge-base" / "starter";
    std::vector<ImportBatch> batches;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".jsonl") continue;
        std::ifstream lines(entry.path());
        batches.push_back(adapters::read_jsonl(lines, entry.path().filename().string()));
    }
    const auto all = adapters::joined(std::move(batches));
    for (const auto& fault : all.faults) FAIL_CHECK(adapters::text_of(fault));
    CHECK(all.warnings.empty());
    CHECK(all.procedures.size() >= 60);
    CHECK(adapters::report_of(all.procedures).quarantined.empty());
}

}  // namespace motcua::tests
