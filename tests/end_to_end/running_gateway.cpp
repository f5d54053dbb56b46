// Writes TOML and secret files, starts the process, reads the port file.
#include "tests/end_to_end/running_gateway.hpp"

#include <signal.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "tests/end_to_end/http_bytes.hpp"

namespace motcua::tests {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds start_limit{60'000};

std::string zalo_text(const std::string& api, RunningGateway::ZaloToken token) {
    const auto& zalo = zalo_account();
    const bool has_chain = token == RunningGateway::ZaloToken::from_chain;
    return "[zalo]\napi = \"" + api + "\"\n" +
           (has_chain ? "oauth = \"" + api + "\"\ntoken_key_file = \"token-key\"\n" : "") +
           "[[zalo.app]]\napp_id = \"" + zalo.app_id + "\"\noa_secret_file = \"oa-secret\"\n" +
           (has_chain ? "app_secret_file = \"zalo-app-secret\"\ncallback_url = \"https://office.test/back\"\n" : "") +
           "[[zalo.account]]\noa_id = \"" + zalo.oa_id + "\"\n" + (has_chain ? "" : "access_token_file = \"oa-token\"\n");
}

std::string settings_text(const std::string& api, RunningGateway::ZaloToken token) {
    const auto& page = messenger_page();
    return "log_level = \"debug\"\nsettle_ms = 0\n[webhook]\nport = 0\n[ops]\nport = 0\n" + zalo_text(api, token) +
           "[messenger]\napi = \"" + api + "\"\n[[messenger.app]]\napp_id = \"" + page.app_id +
           "\"\napp_secret_file = \"app-secret\"\nverify_token_file = \"verify-token\"\n[[messenger.page]]\npage_id = \"" +
           page.page_id + "\"\naccess_token_file = \"page-token\"\n";
}

}  // namespace

RunningGateway::RunningGateway(std::uint16_t platforms, ZaloToken zalo_token, std::string more)
    : platforms_(platforms), zalo_token_(zalo_token), more_(std::move(more)) {
    std::filesystem::create_directory(settings());
    std::filesystem::create_directory(data());
    write_file(settings() / "oa-secret", zalo_account().oa_secret + "\n");
    write_file(settings() / "oa-token", zalo_account().access_token + "\n");
    write_file(settings() / "zalo-app-secret", zalo_app_secret);
    write_file(settings() / "token-key", std::string(64, '7') + "\n");
    std::filesystem::permissions(settings() / "token-key", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    write_file(settings() / "app-secret", messenger_page().app_secret + "\n");
    write_file(settings() / "verify-token", messenger_page().verify_token + "\n");
    write_file(settings() / "page-token", messenger_page().page_token + "\n");
    write_settings("");
}

void RunningGateway::write_settings(const std::string& run) const {
    write_file(settings() / "motcua.toml", settings_text("http://127.0.0.1:" + std::to_string(platforms_) + run, zalo_token_) + more_);
}

std::vector<std::string> RunningGateway::command(std::vector<std::string> words) const {
    words.insert(words.end(), {"--config", (settings() / "motcua.toml").string(), "--data", data().string()});
    return words;
}

void RunningGateway::launch(const std::string& run) {
    write_settings(run);
    std::filesystem::remove(port_file());
    const Streams streams{"/dev/null", folder_.path() / "out", folder_.path() / "err"};
    auto process = std::make_shared<ChildProcess>(command({"serve", "--port-file", port_file().string()}), streams);
    const std::lock_guard lock(mutex_);
    process_ = std::move(process);
    run_ = run;
}

void RunningGateway::start(const std::string& run) {
    launch(run);
    if (!process_->wait_until([this] { return std::filesystem::exists(port_file()); }, start_limit)) {
        throw std::runtime_error("the gateway did not come up: " + told());
    }
    const auto ports = nlohmann::json::parse(bytes_of(port_file()));
    webhook_port_ = ports.at("webhook").get<std::uint16_t>();
    ops_port_ = ports.at("ops").get<std::uint16_t>();
}

ProcessEnd RunningGateway::stop(milliseconds limit) {
    process_->send_signal(SIGTERM);
    return wait_for_end(limit);
}

void RunningGateway::kill(const std::string& run) {
    std::shared_ptr<ChildProcess> process;
    {
        const std::lock_guard lock(mutex_);
        if (run == run_) process = process_;
    }
    if (process) process->send_signal(SIGKILL);
}

ProcessEnd RunningGateway::wait_for_end(milliseconds limit) {
    if (const auto end = process_->wait(limit)) return *end;
    process_->send_signal(SIGKILL);
    process_->wait(start_limit);
    return {};
}

RawReply RunningGateway::post(const Citizen& citizen, const gateway::SignedEvent& event) const {
    return call(webhook_port_, post_bytes(citizen.webhook(), event));
}

std::string RunningGateway::ops(const std::string& target) const { return call(ops_port_, get_bytes(target)).body; }

bool RunningGateway::is_idle_within(milliseconds limit) const {
    const auto idle = [this] {
        const std::string text = ops("/metrics");
        return metric(text, R"(motcua_queue{queue="pending"})") == 0.0 &&
               metric(text, R"(motcua_queue{queue="outgoing"})") == 0.0;
    };
    return process_->wait_until(idle, limit);
}

bool RunningGateway::shows_within(const std::string& line, double value, milliseconds limit) const {
    return process_->wait_until([&] { return metric(ops("/metrics"), line) == value; }, limit);
}

std::string RunningGateway::told() const { return bytes_of(folder_.path() / "err") + bytes_of(folder_.path() / "out"); }

}  // namespace motcua::tests
