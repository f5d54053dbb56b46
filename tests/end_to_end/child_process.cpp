// posix_spawn, a pipe that tells the end, and the reaping of the child.
#include "tests/end_to_end/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace motcua::tests {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int life_in_child = 9;
constexpr milliseconds next_look{5};

class FileActions {
  public:
    FileActions() { ::posix_spawn_file_actions_init(&actions_); }
    ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    FileActions& operator=(FileActions&&) = delete;  // neither copied nor moved

    void open(int number, const std::filesystem::path& file, int flags) {
        ::posix_spawn_file_actions_addopen(&actions_, number, file.c_str(), flags, 0600);
    }
    void duplicate(int from, int to) { ::posix_spawn_file_actions_adddup2(&actions_, from, to); }
    const posix_spawn_file_actions_t* get() const noexcept { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

std::string binary() {
    const char* set = std::getenv("MOTCUA_BINARY");
    if (set == nullptr) throw std::runtime_error("MOTCUA_BINARY must name the binary under test");
    return set;
}

pid_t spawned(const std::string& program, const std::vector<std::string>& arguments, const FileActions& actions) {
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_t id = -1;
    const int failed = ::posix_spawnp(&id, program.c_str(), actions.get(), nullptr, pointers.data(), environ);
    if (failed != 0) throw std::runtime_error("cannot start " + program);
    return id;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "motcua-e2e-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder in " + name);
    path_ = name;
}
TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

ChildProcess::ChildProcess(const std::vector<std::string>& arguments, const Streams& streams)
    : ChildProcess(binary(), arguments, streams) {}

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
                           const Streams& streams) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    life_ = ends[0];
    FileActions actions;
    actions.open(STDIN_FILENO, streams.in, O_RDONLY);
    actions.open(STDOUT_FILENO, streams.out, O_WRONLY | O_CREAT | O_APPEND);
    actions.open(STDERR_FILENO, streams.err, O_WRONLY | O_CREAT | O_APPEND);
    actions.duplicate(ends[1], life_in_child);
    try {
        id_ = spawned(program, arguments, actions);
    } catch (...) {
        ::close(ends[0]);
        ::close(ends[1]);
        throw;
    }
    ::close(ends[1]);
}

ChildProcess::~ChildProcess() {
    send_signal(SIGKILL);
    while (!wait(milliseconds(60'000))) {
    }
    ::close(life_);
}

void ChildProcess::send_signal(int number) {
    const std::lock_guard lock(mutex_);  // not reaped before: the id is still this process
    if (!end_) ::kill(id_, number);
}

bool ChildProcess::ended_within(milliseconds limit) const {
    const auto until = Clock::now() + limit;
    while (true) {
        const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now()).count();
        pollfd life{life_, 0, 0};  // POLLHUP comes unasked
        const int ready = ::poll(&life, 1, static_cast<int>(left < 0 ? 0 : left));
        if (ready > 0) return true;
        if (ready == 0) return false;
        if (errno != EINTR) throw std::runtime_error("poll failed");
    }
}

std::optional<ProcessEnd> ChildProcess::wait(milliseconds limit) {
    if (!ended_within(limit)) return std::nullopt;
    const std::lock_guard lock(mutex_);
    if (end_) return end_;
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    end_ = WIFEXITED(status) ? ProcessEnd{WEXITSTATUS(status), 0} : ProcessEnd{-1, WTERMSIG(status)};
    return end_;
}

bool ChildProcess::wait_until(const std::function<bool()>& condition, milliseconds limit) {
    const auto until = Clock::now() + limit;
    while (!condition()) {
        if (Clock::now() > until || ended_within(next_look)) return condition();
    }
    return true;
}

}  // namespace motcua::tests
