// Every sample of the shared payloads gets a kind; prints how many of each.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <map>
#include <nlohmann/json.hpp>

#include "adapters/messenger/messenger_payload.hpp"
#include "adapters/zalo/zalo_payload.hpp"
#include "tests/adapters/channel_fakes.hpp"
#include "tests/support/shared_data.hpp"

using namespace motcua;
using namespace motcua::adapters;

namespace {

/// All ids that a sample names as its account, so that it is one of ours.
void collect_ids(const nlohmann::json& node, Names& ids) {
    if (node.is_object()) {
        for (const auto& [key, value] : node.items()) {
            const bool account = key == "recipient" || key == "oa_id" || key == "entry";
            const auto& id = value.is_object() && value.contains("id") ? value.at("id") : value;
            if (account && id.is_string()) ids.insert(id.get<std::string>());
            if (account && id.is_number()) ids.insert(id.dump());
            if (key == "entry" && value.is_array()) {
                for (const auto& entry : value) {
                    if (entry.contains("id")) {
                        ids.insert(entry.at("id").is_string() ? entry.at("id").get<std::string>()
                                                              : entry.at("id").dump());
                    }
                }
            }
        }
    }
}

using Counts = std::map<std::string, int>;

template <class Read>
std::size_t read_folder(const std::filesystem::path& folder, Counts& counts, Counts& names, Read read) {
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".json") continue;
        ++files;
        const std::string body = tests::bytes_of(file.path().string());
        const auto events = read(body, file.path().filename().string());
        INFO(file.path().filename().string());
        CHECK_FALSE(events.empty());
        for (const ChannelEvent& event : events) {
            ++counts[std::string(name_of(event.kind))];
            ++names[event.name];
            CHECK(event.message.text.find("http://f6.photo") == std::string::npos);
        }
    }
    return files;
}

void print(const char* title, std::size_t files, const Counts& counts) {
    std::string table = fmt::format("{}: {} files\n", title, files);
    for (const auto& [kind, times] : counts) table += fmt::format("  {:<12} {:>3}\n", kind, times);
    fmt::print("{}", table);
}

}  // namespace

TEST_CASE("every shared Zalo sample gets a kind", "[channel][shared]") {
    const auto folder = tests::shared_file("payloads/zalo");
    MOTCUA_SKIP_WITHOUT(folder, "payloads/zalo");
    Counts counts;
    Counts names;
    const auto files =
        read_folder(*folder, counts, names, [](const std::string& body, const std::string& file) {
            Names ids;
            collect_ids(nlohmann::json::parse(body), ids);
            if (file.rfind("oa_", 0) == 0 || file.rfind("user_received", 0) == 0 ||
                file.rfind("user_seen", 0) == 0) {
                ids = {"388613280878808645"};
            }
            return zalo_events(body, ids);
        });
    print("zalo", files, counts);
    CHECK(files == 45);
    CHECK(counts["malformed"] == 1);  // the console's {} only: verify() has told it before
    CHECK(counts["unknown"] == 0);
    CHECK(counts["ignored"] == 0);
    CHECK(counts["message"] == 13);
    CHECK(counts["echo"] == 8);
}

TEST_CASE("every shared Messenger sample gets a kind", "[channel][shared]") {
    const auto folder = tests::shared_file("payloads/messenger");
    MOTCUA_SKIP_WITHOUT(folder, "payloads/messenger");
    Counts counts;
    Counts names;
    const auto files = read_folder(*folder, counts, names, [](const std::string& body, const std::string&) {
        MessengerIdentity identity;
        collect_ids(nlohmann::json::parse(body), identity.pages);
        if (body.find("docs-messaging-feedback") == std::string::npos)
            identity.pages.insert("682498171943165");
        return messenger_events(body, identity);
    });
    print("messenger", files, counts);
    CHECK(files == 64);
    CHECK(counts["malformed"] == 0);
    CHECK(names["unknown_account"] == 1);  // the guide's smoke test names no Page
    CHECK(names["some_future_event"] == 1);
    CHECK(counts["unknown"] == 1);
    CHECK(counts["ignored"] == 1);  // an entry that holds nothing
    CHECK(counts["handover"] >= 6);
}
