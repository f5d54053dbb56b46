// Real processes over one vault: one of twenty calls; a killed one leaves a chain that works or says that it
// does not.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <condition_variable>
#include <memory>

#include "adapters/sqlite/sqlite_token_vault.hpp"
#include "tests/adapters/token_fakes.hpp"
#include "tests/support/scripted_server.hpp"

extern char** environ;

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::ChainState;

namespace {

constexpr int racers = 20;
constexpr const char* due_secret = "75600";  // 21 h from now

/// A pipe that no other child inherits.
class Pipe {
  public:
    Pipe() {
        if (::pipe2(ends_, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    }
    ~Pipe() {
        close_reading();
        close_writing();
    }
    Pipe& operator=(Pipe&&) = delete;  // neither copied nor moved

    int reading() const { return ends_[0]; }
    int writing() const { return ends_[1]; }
    void close_reading() { close_end(0); }
    void close_writing() { close_end(1); }

  private:
    void close_end(int i) {
        if (ends_[i] >= 0) ::close(ends_[i]);
        ends_[i] = -1;
    }
    int ends_[2] = {-1, -1};
};

/// A token_racer; killed when it still runs at the end.
class Racer {
  public:
    Racer(const TempFolder& folder, const std::string& url, const Pipe& start, const char* ahead) {
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, start.reading(), STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, told_.writing(), STDOUT_FILENO);
        std::vector<std::string> words{MOTCUA_TOKEN_RACER,
                                       (folder / "tokens.db").string(),
                                       (folder / "key").string(),
                                       url,
                                       own_account,
                                       ahead};
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        const int failed = ::posix_spawn(&id_, words[0].c_str(), &actions, nullptr, pointers.data(), environ);
        ::posix_spawn_file_actions_destroy(&actions);
        told_.close_writing();
        if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
    }
    ~Racer() { kill(); }
    Racer& operator=(Racer&&) = delete;  // neither copied nor moved

    /// The next line it says; empty when it has ended.
    std::string line() {
        std::string line;
        char letter = 0;
        while (::read(told_.reading(), &letter, 1) == 1 && letter != '\n') line += letter;
        return line;
    }
    void kill() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
        id_ = -1;
    }

  private:
    pid_t id_ = -1;
    Pipe told_;
};

/// The platform behind a socket: the calls are counted by an OauthTown, each answer goes out when the test
/// says so.
class OauthServer {
  public:
    std::string url() const { return server_.url(""); }
    OauthTown& town() { return town_; }
    void let_answers_out() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    /// False when no call was counted within ten seconds.
    bool has_counted_one() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 10s, [this] { return counted_ > 0; });
    }

  private:
    static std::string field(const std::string& request, const std::string& name) {
        const auto at = request.find(name + "=") + name.size() + 1;
        return request.substr(at, request.find('&', at) - at);
    }
    void serve(ServedConnection& connection) {
        const std::string request = connection.request();
        if (request.empty()) return;
        const auto answer = town_.refresh(field(request, "&refresh_token"));
        std::unique_lock lock(mutex_);
        ++counted_;
        changed_.notify_all();
        changed_.wait_for(lock, 20s, [this] { return open_; });
        const std::string body = answer ? R"({"access_token":")" + answer->pair.access +
                                              R"(","refresh_token":")" + answer->pair.refresh +
                                              R"(","expires_in":"90000"})"
                                        : R"({"error":-14014,"error_name":"Invalid refresh token"})";
        connection.send(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body);
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    int counted_ = 0;
    OauthTown town_;
    ScriptedServer server_{[this](ServedConnection& connection) { serve(connection); }};
};

struct Track {
    Track() {
        key_file(folder);
        CHECK(vault().write(first_record(std::chrono::system_clock::now())).value());
    }
    adapters::SqliteTokenVault vault() { return {folder / "tokens.db", box_from(folder / "key")}; }
    adapters::TokenRecord record() { return vault().read(own_account).value().value(); }
    /// What one more process finds, that long from now.
    std::string next_process(const char* ahead) {
        Pipe start;
        Racer racer(folder, oauth.url(), start, ahead);
        start.close_reading();
        start.close_writing();
        CHECK(racer.line() == "ready");
        return racer.line();
    }

    TempFolder folder;
    OauthServer oauth;
};

}  // namespace

TEST_CASE("of twenty processes that find a pair due, one calls and the others wait", "[tokens][race]") {
    Track track;
    Pipe start;
    std::vector<std::unique_ptr<Racer>> field;
    for (int i = 0; i < racers; ++i)
        field.push_back(std::make_unique<Racer>(track.folder, track.oauth.url(), start, due_secret));
    for (const auto& racer : field) REQUIRE(racer->line() == "ready");
    start.close_writing();
    REQUIRE(track.oauth.has_counted_one());
    std::map<std::string, int> ends;
    // The answer is held until all others have had their look.
    std::vector<std::thread> listeners;
    std::mutex mutex;
    std::condition_variable told;
    for (const auto& racer : field) {
        listeners.emplace_back([&, &racer = *racer] {
            const std::string end = racer.line();
            const std::lock_guard lock(mutex);
            ++ends[end];
            told.notify_all();
        });
    }
    {
        std::unique_lock lock(mutex);
        CHECK(told.wait_for(lock, 60s, [&] { return ends["waiting"] == racers - 1; }));
    }
    CHECK(track.oauth.town().calls() == 1);
    track.oauth.let_answers_out();
    for (std::thread& listener : listeners) listener.join();
    CHECK(ends["refreshed"] == 1);
    CHECK(ends["waiting"] == racers - 1);
    CHECK(track.oauth.town().calls() == 1);
    const auto record = track.record();
    CHECK(record.status.state == ChainState::ready);
    CHECK(record.status.generation == 2);
    CHECK(record.pair.refresh == track.oauth.town().live().refresh);
}

TEST_CASE("twenty processes that make the vault together make one", "[tokens][race]") {
    Track track;
    std::filesystem::remove(track.folder / "tokens.db");
    Pipe start;
    std::vector<std::unique_ptr<Racer>> field;
    for (int i = 0; i < racers; ++i)
        field.push_back(std::make_unique<Racer>(track.folder, track.oauth.url(), start, due_secret));
    for (const auto& racer : field) CHECK(racer->line() == "ready");
    start.close_writing();
    for (const auto& racer : field) CHECK(racer->line() == "consent_needed");
    CHECK(track.oauth.town().calls() == 0);
}

SCENARIO("a process is killed while its call is under way", "[tokens][race][crash]") {
    Track track;
    Pipe start;
    Racer racer(track.folder, track.oauth.url(), start, due_secret);
    REQUIRE(racer.line() == "ready");
    GIVEN("the platform has counted it") {
        start.close_writing();
        REQUIRE(track.oauth.has_counted_one());
        racer.kill();
        track.oauth.let_answers_out();
        THEN(
            "the disk says that the outcome is unknown; within the lease nobody calls, and after it consent "
            "is asked for") {
            CHECK(track.record().status.state == ChainState::refreshing);
            CHECK(track.next_process(due_secret) == "waiting");
            CHECK(track.next_process("75700") == "consent_needed");
            CHECK(track.record().status.state == ChainState::needs_consent);
            CHECK(track.oauth.town().calls() == 2);
        }
    }
    GIVEN("it never reached the platform") {
        track.oauth.town().answer_next_with(OauthTown::Call::request_lost);
        start.close_writing();
        REQUIRE(track.oauth.has_counted_one());
        racer.kill();
        track.oauth.let_answers_out();
        THEN("the next process finds the refresh token alive") {
            CHECK(track.next_process("75700") == "refreshed");
            CHECK(track.record().status.state == ChainState::ready);
            CHECK(track.record().pair.refresh == track.oauth.town().live().refresh);
        }
    }
}
