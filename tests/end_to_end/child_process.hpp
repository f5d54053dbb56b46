// A process of the binary under test, or of a server it needs: its output in files, its end awaited, never guessed.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::tests {

/// A folder of this test alone; removed with everything in it.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;  // neither copied nor moved

    const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

/// Empty when the file is not there.
std::string bytes_of(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view bytes);

struct ProcessEnd {
    int exit_code = -1;  // -1: a signal ended it
    int signal = 0;
};

/// Files that a process reads and writes; what it writes is added at their end.
struct Streams {
    std::filesystem::path in = "/dev/null";
    std::filesystem::path out;
    std::filesystem::path err;
};

/// Safe to use from several threads at once.
class ChildProcess {
  public:
    /// Starts $MOTCUA_BINARY. Throws std::runtime_error when that is not possible.
    ChildProcess(const std::vector<std::string>& arguments, const Streams& streams);
    /// Starts another program, which is looked for in $PATH. Throws as above.
    ChildProcess(const std::string& program, const std::vector<std::string>& arguments, const Streams& streams);
    /// Kills it when it still runs.
    ~ChildProcess();
    ChildProcess& operator=(ChildProcess&&) = delete;  // neither copied nor moved

    /// Nothing happens once it has ended.
    void send_signal(int number);
    /// How it ended, or nothing when it still runs after `limit`.
    std::optional<ProcessEnd> wait(std::chrono::milliseconds limit);
    /// True as soon as the condition holds; false when the process ended or `limit` passed before.
    bool wait_until(const std::function<bool()>& condition, std::chrono::milliseconds limit);

  private:
    bool ended_within(std::chrono::milliseconds limit) const;

    std::mutex mutex_;
    pid_t id_ = -1;
    int life_ = -1;  // a pipe that only the child can write to: it closes when the child ends
    std::optional<ProcessEnd> end_;
};

}  // namespace motcua::tests
