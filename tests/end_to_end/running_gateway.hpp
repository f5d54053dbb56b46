// The gateway under test as a running process, with its settings, secrets and data in a folder of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "gateway/emulator/signed_event.hpp"
#include "tests/end_to_end/child_process.hpp"
#include "tests/end_to_end/events.hpp"
#include "tests/support/raw_client.hpp"

namespace motcua::tests {

/// Restarted as often as a test likes on the same data. kill() may be called from any thread.
class RunningGateway {
  public:
    enum class ZaloToken { fixed, from_chain };

    /// Writes settings and secrets; starts nothing. `platforms` is the port of the Send APIs, and of Zalo's OAuth.
    /// `more` is TOML that stands at the end of the settings.
    explicit RunningGateway(std::uint16_t platforms, ZaloToken zalo_token = ZaloToken::fixed, std::string more = "");

    /// For the next start: platforms whose port was not known before.
    void set_platforms(std::uint16_t port) { platforms_ = port; }

    /// Starts `serve` and waits for its ports. `run` becomes the first step of the Send APIs' paths ("/17").
    /// Throws std::runtime_error with its standard error when it does not come up within a minute.
    void start(const std::string& run = "");
    /// Starts it without waiting for anything.
    void launch(const std::string& run);
    /// SIGTERM; how it ended, exit code -1 when it had not after `limit` (then it is killed).
    ProcessEnd stop(std::chrono::milliseconds limit = std::chrono::seconds(30));
    /// SIGKILL to the process of that run; nothing when another runs by now. Returns at once.
    void kill(const std::string& run);
    /// Waits for the end; kills when it has not come after `limit`.
    ProcessEnd wait_for_end(std::chrono::milliseconds limit);

    std::uint16_t webhook_port() const noexcept { return webhook_port_; }
    std::uint16_t ops_port() const noexcept { return ops_port_; }

    RawReply post(const Citizen& citizen, const gateway::SignedEvent& event) const;
    /// The text of /metrics, /readyz.
    std::string ops(const std::string& target) const;
    /// True once nothing waits for an answer or for its sending; false when `limit` passed first.
    bool is_idle_within(std::chrono::milliseconds limit) const;
    /// True once that line of /metrics has the value; false when `limit` passed first.
    bool shows_within(const std::string& line, double value, std::chrono::milliseconds limit) const;

    /// More lines of settings from the next start on, e.g. "[conversation]\nhuman_silence = 0\n".
    void set(std::string more) { more_ = std::move(more); }

    /// `--config FILE --data DIR` behind the command's own words.
    std::vector<std::string> command(std::vector<std::string> words) const;
    std::filesystem::path data() const { return folder_.path() / "data"; }
    /// Where `serve` writes its ports; not there while it starts.
    std::filesystem::path port_file() const { return folder_.path() / "ports.json"; }
    std::filesystem::path settings() const { return folder_.path() / "settings"; }
    /// Everything that all runs wrote to standard error and standard output.
    std::string told() const;

  private:
    void write_settings(const std::string& run) const;

    TemporaryFolder folder_;
    std::uint16_t platforms_;
    ZaloToken zalo_token_;
    std::string more_;
    std::uint16_t webhook_port_ = 0;
    std::uint16_t ops_port_ = 0;
    mutable std::mutex mutex_;
    std::string run_;
    std::shared_ptr<ChildProcess> process_;
};

}  // namespace motcua::tests
