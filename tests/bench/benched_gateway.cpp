// Writes the settings, starts the process, waits for its port file, ends it as a service manager would.
#include "tests/bench/benched_gateway.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace motcua::tests {
namespace {

using Clock = std::chrono::steady_clock;

void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

void write_settings(const std::filesystem::path& folder, const ZaloKeys& keys, std::uint16_t send_api_port) {
    write(folder / "oa_secret", keys.oa_secret + "\n");
    write(folder / "token", "benchmark\n");
    write(folder / "motcua.toml", fmt::format(R"(queue_bound = 10000000
settle_ms = 0
log_level = "error"
[webhook]
port = 0
connections_per_peer = 0
[ops]
port = 0
[zalo]
api = "http://127.0.0.1:{}"
[[zalo.app]]
app_id = "{}"
oa_secret_file = "oa_secret"
[[zalo.account]]
oa_id = "{}"
access_token_file = "token"
)",
                                              send_api_port, keys.app_id, keys.oa_id));
}

}  // namespace

BenchedGateway::BenchedGateway(const std::string& binary, const std::filesystem::path& folder, const ZaloKeys& keys,
                               std::uint16_t send_api_port)
    : folder_(folder) {
    std::filesystem::create_directories(folder_);
    write_settings(folder_, keys, send_api_port);
    const std::string settings = folder_ / "motcua.toml";
    const std::string data = folder_ / "var";
    const std::string ports = folder_ / "ports";
    process_ = ::fork();
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::execl(binary.c_str(), "motcua", "--config", settings.c_str(), "--data", data.c_str(), "serve", "--port-file",
                ports.c_str(), nullptr);
        ::_exit(127);
    }
    if (process_ < 0) throw std::runtime_error("no process for the gateway");
    wait_for_port();
}

void BenchedGateway::wait_for_port() {
    const auto begin = Clock::now();
    while (Clock::now() - begin < std::chrono::minutes(1)) {
        std::ifstream in(folder_ / "ports");
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        constexpr std::string_view name = R"("webhook":)";
        if (const auto at = text.find(name); at != std::string::npos) {
            port_ = static_cast<std::uint16_t>(std::stoul(text.substr(at + name.size())));
            start_seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
            return;
        }
        if (::waitpid(process_, nullptr, WNOHANG) != 0) {
            process_ = -1;
            throw std::runtime_error("the gateway ended instead of listening");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ::kill(process_, SIGKILL);
    throw std::runtime_error("the gateway did not listen within a minute");
}

std::size_t BenchedGateway::resident_kilobytes() const {
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmRSS:", 0) == 0) return std::stoul(line.substr(6));
    }
    return 0;
}

BenchedGateway::~BenchedGateway() {
    if (process_ > 0) {
        // What is still to be answered is nobody's: no drain.
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace motcua::tests
