// Accept, read, "ok", again; nothing is checked, kept or bounded.
#include "tests/bench/bare_server.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <stdexcept>

namespace motcua::tests {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

class BareSession : public std::enable_shared_from_this<BareSession> {
  public:
    explicit BareSession(tcp::socket socket) : socket_(std::move(socket)) {}

    void read() {
        request_ = {};
        http::async_read(socket_, buffer_, request_, [self = shared_from_this()](auto error, std::size_t) {
            if (!error) self->answer();
        });
    }

  private:
    void answer() {
        answer_ = {http::status::ok, 11};
        answer_.body() = request_.target() == "/v3.0/oa/message/cs"
                             ? R"({"data":{"message_id":"1","user_id":"1"},"error":0,"message":"Success"})"
                             : "ok";
        answer_.keep_alive(request_.keep_alive());
        answer_.prepare_payload();
        http::async_write(socket_, answer_, [self = shared_from_this()](auto error, std::size_t) {
            if (!error && self->answer_.keep_alive()) self->read();
        });
    }

    tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> answer_;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](auto error, tcp::socket socket) {
        if (!error) {
            socket.set_option(tcp::no_delay(true));
            std::make_shared<BareSession>(std::move(socket))->read();
        }
        accept(acceptor);
    });
}

[[noreturn]] void serve(int tell) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    asio::io_context io{1};
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    const std::uint16_t port = acceptor.local_endpoint().port();
    if (::write(tell, &port, sizeof port) != sizeof port) ::_exit(1);
    accept(acceptor);
    io.run();
    ::_exit(0);
}

}  // namespace

BareServer::BareServer() {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe for the bare server");
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("no process for the bare server");
    if (process_ == 0) serve(ends[1]);
    ::close(ends[1]);
    const bool told = ::read(ends[0], &port_, sizeof port_) == sizeof port_;
    ::close(ends[0]);
    if (!told) throw std::runtime_error("the bare server did not start");
}

BareServer::~BareServer() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
}

}  // namespace motcua::tests
