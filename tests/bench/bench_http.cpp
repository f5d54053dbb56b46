// Acknowledged webhooks a second, of the gateway (each on disk before its 200) beside a bare Beast server's "ok".
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/bare_server.hpp"
#include "tests/bench/benched_gateway.hpp"
#include "tests/bench/load.hpp"

namespace {

using namespace motcua::tests;

constexpr const char* usage =
    "bench_http [--gateway BINARY] [--folder DIR] [--connections N] [--seconds N] [--rounds N] [URL...]\n"
    "  Loads a bare server, then the gateway it starts from BINARY, then each URL; signed Zalo messages all of them.\n"
    "  For a URL the keys are $ZALO_APP_ID, $ZALO_OA_ID and $ZALO_OA_SECRET. DIR is on the disk to measure.\n";

struct Arguments {
    std::string gateway;
    std::filesystem::path folder = std::filesystem::current_path();
    LoadSettings load;
    int rounds = 3;
    std::vector<std::string> urls;
};

/// Nothing when an option is not known or lacks its value.
bool read(int argc, char** argv, Arguments& arguments) {
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (option.rfind("--", 0) != 0) {
            arguments.urls.push_back(option);
            continue;
        }
        if (++i == argc) return false;
        const std::string value = argv[i];
        if (option == "--gateway") arguments.gateway = value;
        else if (option == "--folder") arguments.folder = value;
        else if (option == "--connections") arguments.load.connections = std::stoi(value);
        else if (option == "--seconds") arguments.load.time = std::chrono::seconds(std::stoi(value));
        else if (option == "--rounds") arguments.rounds = std::stoi(value);
        else return false;
    }
    return true;
}

std::string set_or(const char* name, const char* otherwise) {
    const char* set = std::getenv(name);
    return set != nullptr ? set : otherwise;
}

/// Prints one line; the rate.
double measure(const std::string& name, const Target& target, const ZaloKeys& keys, const LoadSettings& settings) {
    const LoadReport report = load(target, keys, settings);
    fmt::print("  {:<28} {:>9.0f} /s   p50 {:>6.2f} ms   p99 {:>6.2f} ms   {} refused, {} broken\n", name, report.per_second(),
               static_cast<double>(report.median.count()) / 1000, static_cast<double>(report.slow.count()) / 1000,
               report.refused, report.broken);
    return report.per_second();
}

void run(const Arguments& arguments) {
    const ZaloKeys keys{set_or("ZALO_APP_ID", "361000000000000001"), set_or("ZALO_OA_ID", "388613280878808645"),
                        set_or("ZALO_OA_SECRET", "benchmark-secret")};
    const BareServer bare;  // before any thread
    const Target yardstick{"127.0.0.1", bare.port(), "/"};
    std::unique_ptr<BenchedGateway> gateway;
    if (!arguments.gateway.empty()) {
        const auto folder = arguments.folder / ("bench_http." + std::to_string(::getpid()));
        gateway = std::make_unique<BenchedGateway>(arguments.gateway, folder, keys, bare.port());
        fmt::print("gateway: listens after {:.2f} s, {} MB resident\n", gateway->start_seconds(),
                   gateway->resident_kilobytes() / 1024);
    }
    // In turns, so that what else the machine does falls on all alike.
    for (int round = 1; round <= arguments.rounds; ++round) {
        fmt::print("round {}, {} connections\n", round, arguments.load.connections);
        const double best = measure("bare server, \"ok\"", yardstick, keys, arguments.load);
        const auto ratio = [best](double rate) { fmt::print("  {:<28} {:>9.2f}\n", "ratio to the bare server", best > 0 ? rate / best : 0); };
        if (gateway) ratio(measure("gateway, durable", gateway->webhook(), keys, arguments.load));
        for (const std::string& url : arguments.urls) ratio(measure(url, target_from(url), keys, arguments.load));
    }
    if (gateway) fmt::print("gateway: {} MB resident after the load\n", gateway->resident_kilobytes() / 1024);
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    try {
        if (!read(argc, argv, arguments)) {
            fmt::print(stderr, "{}", usage);
            return 2;
        }
        run(arguments);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_http: {}\n{}", error.what(), usage);
        return 1;
    }
}
