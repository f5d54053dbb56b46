// Starts the process, asks it until it answers, and sends it signals.
#include "tests/support/own_server.hpp"

#include <signal.h>

#include <stdexcept>

#include "tests/support/free_port.hpp"

namespace motcua::tests {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience_at_end{60'000};
constexpr int ports_to_try = 10;

}  // namespace

OwnServer::~OwnServer() = default;  // a ChildProcess that still runs is killed, then the folder goes

std::string OwnServer::log() const { return bytes_of(folder_ / "log"); }

void OwnServer::start_on_free_port() {
    for (int attempt = 0; attempt < ports_to_try; ++attempt) {
        port_ = free_port();
        if (starts()) return;
        // Somebody may have taken the port between our look and the server's.
        const std::string said = log();
        const bool taken = said.find("Address already in use") != std::string::npos ||
                           said.find("BindException") != std::string::npos;
        if (!taken) break;
    }
    throw std::runtime_error("the server did not start: " + log());
}

bool OwnServer::starts() {
    const Command what = command();
    Streams streams;
    streams.out = streams.err = folder_ / "log";
    process_ = std::make_unique<ChildProcess>(what.program, what.arguments, streams);
    // Its own process must be the one that answers: a stranger on our port would leave ours dead.
    if (process_->wait_until([&] { return answers(); }, patience_) && !process_->wait(milliseconds(0)))
        return true;
    process_.reset();
    return false;
}

ChildProcess& OwnServer::process() const {
    if (!running()) throw std::logic_error("this server does not run");
    return *process_;
}

void OwnServer::start() {
    if (running()) throw std::logic_error("this server runs already");
    if (!starts()) throw std::runtime_error("the server did not start again: " + log());
}

void OwnServer::end_with(int signal) {
    process().send_signal(signal);
    if (!process().wait(patience_at_end)) throw std::runtime_error("the server did not end: " + log());
    process_.reset();
}

void OwnServer::stop() { end_with(SIGTERM); }
void OwnServer::kill() { end_with(SIGKILL); }
void OwnServer::freeze() { process().send_signal(SIGSTOP); }
void OwnServer::thaw() { process().send_signal(SIGCONT); }

bool OwnServer::wait_until(const std::function<bool()>& condition, milliseconds limit) const {
    return running() && process_->wait_until(condition, limit);
}

}  // namespace motcua::tests
