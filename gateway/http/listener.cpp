// Accepts connections within their caps, runs the threads, and ends both.
#include "gateway/http/listener.hpp"

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "gateway/http/session.hpp"

namespace motcua::gateway {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;

/// When the process has no file descriptor left, accepting again at once would only spin.
constexpr std::chrono::milliseconds accept_pause{50};

Peer peer_of(const SessionSocket& socket) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return {"unknown", "unknown"};
    net::ip::address address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
    }
    if (address.is_v4()) return {address.to_string(), address.to_string()};
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return {address.to_string(), net::ip::address_v6(bytes).to_string()};
}

}  // namespace

struct Listener::Server {
    Server(ListenerSettings settings, Handler handler)
        : state(std::make_shared<ListenerState>(std::move(settings), std::move(handler))),
          acceptor(net::make_strand(state->context)),
          pause(acceptor.get_executor()),
          work(state->context.get_executor()) {}

    void bind();
    void accept();
    void on_accept(const error_code& error, SessionSocket socket);
    void admit(SessionSocket socket);
    void run();
    void stop(std::chrono::milliseconds grace);

    std::shared_ptr<ListenerState> state;
    net::basic_socket_acceptor<tcp, SessionStrand> acceptor;
    net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>,
                              SessionStrand>
        pause;
    std::optional<net::executor_work_guard<net::io_context::executor_type>> work;
    std::uint16_t port = 0;
    bool started = false;
    std::mutex stopping;  // stop() may be called twice
    std::vector<std::thread> threads;
};

void Listener::Server::bind() {
    const auto& settings = state->settings;
    try {
        const tcp::endpoint endpoint(net::ip::make_address(settings.address), settings.port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(net::socket_base::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen(net::socket_base::max_listen_connections);
        port = acceptor.local_endpoint().port();
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen on " + settings.address + ":" +
                                 std::to_string(settings.port) + ": " + error.code().message());
    }
}

void Listener::Server::accept() {
    acceptor.async_accept(
        net::make_strand(state->context),
        [this](const error_code& error, SessionSocket socket) { on_accept(error, std::move(socket)); });
}

void Listener::Server::on_accept(const error_code& error, SessionSocket socket) {
    if (!acceptor.is_open()) return;
    if (!error) {
        try {
            admit(std::move(socket));
        } catch (const std::exception&) {
            ++state->book.refused;  // no memory for one more
        }
        return accept();
    }
    pause.expires_after(accept_pause);
    pause.async_wait([this](const error_code&) {
        if (acceptor.is_open()) accept();
    });
}

void Listener::Server::admit(SessionSocket socket) {
    Peer peer = peer_of(socket);
    if (!state->book.admit(peer.key)) {
        ++state->book.refused;
        return;  // the socket closes here
    }
    ++state->book.accepted;
    const auto strand = socket.get_executor();
    std::shared_ptr<Session> session;
    try {
        session = std::make_shared<Session>(state, std::move(socket), peer);
    } catch (...) {
        state->book.leave(peer.key, nullptr);
        throw;
    }
    state->book.enrol(session);
    net::post(strand, [session] { session->start(); });
}

void Listener::Server::run() {
    for (;;) {
        try {
            state->context.run();
            return;
        } catch (...) {
            // A step of one session ran out of memory: that session is gone, the others go on.
        }
    }
}

void Listener::Server::stop(std::chrono::milliseconds grace) {
    const std::lock_guard lock(stopping);
    if (threads.empty()) return;
    const auto deadline = std::chrono::steady_clock::now() + grace;
    state->draining = true;  // a session that is only starting now closes itself
    net::post(acceptor.get_executor(), [this] {
        error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
    });
    for (const auto& session : state->book.present()) session->drain();
    if (!state->book.empty_by(deadline)) {
        for (const auto& session : state->book.present()) session->abort();
    }
    work.reset();  // run() returns when the last session has ended
    for (std::thread& thread : threads) thread.join();
    threads.clear();
}

Listener::Listener(ListenerSettings settings, Handler handler)
    : server_(std::make_shared<Server>(std::move(settings), std::move(handler))) {}

Listener::~Listener() { server_->stop(std::chrono::milliseconds(0)); }

void Listener::start() {
    if (server_->started) throw std::logic_error("a listener starts once");
    server_->bind();
    server_->started = true;
    server_->accept();
    const int threads = std::max(1, server_->state->settings.threads);
    for (int i = 0; i < threads; ++i)
        server_->threads.emplace_back([server = server_.get()] { server->run(); });
}

std::uint16_t Listener::port() const noexcept { return server_->port; }

void Listener::stop(std::chrono::milliseconds grace) { server_->stop(grace); }

ListenerCounts Listener::counts() const noexcept {
    const ConnectionBook& book = server_->state->book;
    return {.accepted = book.accepted,
            .refused_connections = book.refused,
            .requests = book.requests,
            .bad_requests = book.bad_requests,
            .timeouts = book.timeouts,
            .open = book.open()};
}

}  // namespace motcua::gateway
