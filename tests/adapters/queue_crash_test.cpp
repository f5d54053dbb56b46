// A child process works on the queue and is killed at any moment, again and again: nothing acknowledged is lost.
#include <catch2/catch.hpp>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/contract/queue_under_test.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SqliteQueue;
using namespace std::chrono_literals;

namespace {

constexpr int citizens = 5;
constexpr int rounds = 30;
constexpr int in_flight = 16;  // events of one citizen that were sent and not acknowledged
constexpr int senders = 2;
using Next = std::array<int, citizens>;  // the first event that was not acknowledged, by citizen

/// One line to the parent. Short writes to a pipe are atomic.
void tell(int pipe, char what, const std::string& sender, const std::string& number) {
    const std::string line = std::string{what} + " " + sender + " " + number + "\n";
    if (::write(pipe, line.data(), line.size()) < 0) ::_exit(3);
}

/// Posts as a platform does: what was not acknowledged before the crash is posted again, in order.
void post(SqliteQueue& queue, int pipe, int citizen_number, int first) {
    const std::string sender = std::to_string(citizen_number);
    auto acknowledged = std::make_shared<std::atomic<int>>(first);
    for (int n = first;; ++n) {
        while (n - *acknowledged >= in_flight) std::this_thread::yield();
        queue.inbox().append({event_from(sender, sender + "-" + std::to_string(n), std::to_string(n))},
                             [=](const auto& receipt) {
                                 if (!receipt) ::_exit(4);
                                 tell(pipe, 'A', sender, std::to_string(n));
                                 ++*acknowledged;
                             });
    }
}

void answer(SqliteQueue& queue, int pipe) {
    while (true) {
        const auto taken = queue.inbox().take(1s);
        if (!taken || !*taken) continue;
        const std::string text = (*taken)->event.verdict->text();
        const std::string before = text == "0" ? "" : std::to_string(std::stoi(text) - 1);
        if ((*taken)->session != before) tell(pipe, 'X', (*taken)->event.envelope.sender, text);
        if (!queue.inbox().complete(**taken, {{{text}}, text, "answered"})) ::_exit(5);
    }
}

void send(SqliteQueue& queue, int pipe) {
    while (true) {
        const auto taken = queue.outbox().take(1s);
        if (!taken || !*taken) continue;
        tell(pipe, 'S', (*taken)->envelope.sender, (*taken)->part.body);  // this is the Send API
        if (!queue.outbox().sent(**taken, "p")) ::_exit(6);
    }
}

[[noreturn]] void be_the_child(const std::filesystem::path& file, int pipe, const Next& next) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    SqliteQueue queue(file, {});
    std::vector<std::thread> threads;
    for (int c = 0; c < citizens; ++c) threads.emplace_back([&, c] { post(queue, pipe, c, next[static_cast<std::size_t>(c)]); });
    for (int i = 0; i < 3; ++i) threads.emplace_back([&] { answer(queue, pipe); });
    for (int i = 0; i < senders; ++i) threads.emplace_back([&] { send(queue, pipe); });
    for (std::thread& thread : threads) thread.join();
    ::_exit(7);
}

/// What the platform and the citizens have seen over all rounds.
struct World {
    Next next{};
    std::map<std::string, std::vector<int>> delivered;
    std::vector<std::string> wrong;
    int acknowledged = 0;

    void take_note(const std::string& line) {
        std::istringstream words(line);
        char what = 0;
        std::string sender;
        int number = -1;
        if (!(words >> what >> sender >> number)) return wrong.push_back("torn line " + line);
        if (what == 'X') wrong.push_back("session of " + line);
        if (what == 'S') delivered[sender].push_back(number);
        if (what != 'A') return;
        int& expected = next[static_cast<std::size_t>(std::stoi(sender))];
        if (number != expected) wrong.push_back("acknowledged out of order: " + line);
        expected = number + 1;
        ++acknowledged;
    }
};

/// Runs one child, kills it after `most` acknowledgements, and notes everything that it said.
int run_and_kill(const std::filesystem::path& file, World& world, int most) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        be_the_child(file, ends[1], world.next);
    }
    ::close(ends[1]);
    const int goal = world.acknowledged + most;
    bool killed = false;
    std::string buffer;
    std::array<char, 4096> piece{};
    ssize_t got = 0;
    while ((got = ::read(ends[0], piece.data(), piece.size())) > 0) {
        buffer.append(piece.data(), static_cast<std::size_t>(got));
        for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n')) {
            world.take_note(buffer.substr(0, end));
            buffer.erase(0, end + 1);
        }
        if (!killed && world.acknowledged >= goal) {
            ::kill(child, SIGKILL);
            killed = true;
        }
    }
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

void drain(const std::filesystem::path& file, World& world) {
    SqliteQueue queue(file, {});
    while (queue.inbox().depth().value().pending > 0) {
        const auto taken = take_now(queue.inbox());
        REQUIRE(queue.inbox().complete(taken, {{{taken.event.verdict->text()}}, taken.event.verdict->text(), "answered"}));
    }
    while (queue.inbox().depth().value().outgoing > 0) {
        const auto taken = take_now(queue.outbox());
        world.delivered[taken.envelope.sender].push_back(std::stoi(taken.part.body));
        REQUIRE(queue.outbox().sent(taken, "p"));
    }
    CHECK(queue.inbox().depth().value().dead == 0);
}

}  // namespace

TEST_CASE("a process killed at any moment loses nothing acknowledged and keeps the order", "[queue][crash]") {
    TempFolder folder;
    World world;
    std::mt19937 random(20'261'125);
    for (int round = 0; round < rounds; ++round) {
        INFO("round " << round);
        const int most = 1 + static_cast<int>(random() % 120);
        REQUIRE(run_and_kill(folder / "queue.db", world, most) == SIGKILL);
    }
    drain(folder / "queue.db", world);
    for (const std::string& wrong : world.wrong) FAIL_CHECK(wrong);
    CHECK(world.acknowledged > rounds);
    int repeated = 0;
    for (int c = 0; c < citizens; ++c) {
        const auto& numbers = world.delivered[std::to_string(c)];
        int last = -1;
        for (const int number : numbers) {
            INFO("citizen " << c << ", event " << number << " after " << last);
            CHECK((number == last || number == last + 1));  // never overtaken, never missing
            repeated += number == last ? 1 : 0;
            last = number;
        }
        CHECK(last + 1 >= world.next[static_cast<std::size_t>(c)]);  // everything acknowledged was answered
    }
    // Only what was on the wire when the process died may come twice.
    CHECK(repeated <= rounds * senders);
}
