// A server process of one test alone, in a folder of its own: ended, frozen and started again.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/end_to_end/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace motcua::tests {

/// What OwnRedis and OwnElasticsearch share. One thread at a time may use an object.
class OwnServer {
  public:
    virtual ~OwnServer();
    OwnServer& operator=(OwnServer&&) = delete;  // neither copied nor moved

    std::uint16_t port() const noexcept { return port_; }
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    const std::filesystem::path& folder() const { return folder_.path(); }
    /// What every process of this object has written so far.
    std::string log() const;

    /// SIGTERM: it saves what its options say it saves. Returns when it has ended; throws after 60 s. Not
    /// while frozen.
    void stop();
    /// SIGKILL; returns when it has ended. Works while frozen, too.
    void kill();
    /// Starts it again after stop() or kill(), with the same port, data and options; returns when it answers.
    void start();
    /// SIGSTOP: connections stay open and new ones are accepted by the kernel, and nothing answers.
    void freeze();
    /// SIGCONT.
    void thaw();
    bool running() const noexcept { return process_ != nullptr; }
    /// True as soon as the condition holds; false when the server ended or `limit` passed before.
    bool wait_until(const std::function<bool()>& condition, std::chrono::milliseconds limit) const;

  protected:
    struct Command {
        std::string program;
        std::vector<std::string> arguments;
    };

    explicit OwnServer(std::chrono::milliseconds patience) : patience_(patience) {}

    /// Looks for a port on which it starts; to be called once, by the constructor of the class that knows the
    /// rest. Throws std::runtime_error with the log.
    void start_on_free_port();

  private:
    virtual Command command() const = 0;
    /// Asked until it is true: whether the port answers.
    virtual bool answers() const = 0;

    bool starts();
    ChildProcess& process() const;
    void end_with(int signal);

    TempFolder folder_;
    std::chrono::milliseconds patience_;
    std::uint16_t port_ = 0;
    std::unique_ptr<ChildProcess> process_;
};

}  // namespace motcua::tests
