// The steps of a connection and the clock that bounds each of them.
#include "gateway/http/session.hpp"

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <exception>

#include "gateway/http/pending_answer.hpp"
#include "gateway/http/response_text.hpp"

namespace motcua::gateway {
namespace {

namespace net = boost::asio;
using std::chrono::milliseconds;

/// After the last response a peer may still be sending; closing at once would reset what it has not read yet.
constexpr milliseconds linger_time{1000};
constexpr std::size_t linger_bytes = 1'048'576;

}  // namespace

ListenerState::ListenerState(ListenerSettings given, Handler answering)
    : settings(std::move(given)),
      handler(std::move(answering)),
      context(std::max(1, settings.threads)),
      book(std::max<std::size_t>(1, settings.connections),
           std::max<std::size_t>(1, settings.connections_per_peer)) {}

Session::Session(std::shared_ptr<ListenerState> state, SessionSocket socket, Peer peer)
    : state_(std::move(state)),
      socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      peer_(std::move(peer)),
      reader_(state_->settings.header_bytes, state_->settings.body_bytes) {}

Session::~Session() { state_->book.leave(peer_.key, this); }

void Session::start() {
    boost::system::error_code ignored;
    socket_.set_option(net::ip::tcp::no_delay(true), ignored);
    clocked_ = Clocked::header;  // a new connection owes its header from the start
    arm(state_->settings.header_time);
    advance();
}

void Session::advance() {
    phase_ = Phase::reading;
    const ReadStage stage = reader_.advance();
    if (stage == ReadStage::refused) return refuse(reader_.fault());
    if (stage == ReadStage::complete) return call_handler();
    if (reader_.untouched() && state_->draining) return close();
    clock_reading(stage);
    if (reader_.wants_continue()) return say_continue();
    read_more();
}

void Session::clock_reading(ReadStage stage) {
    if (stage == ReadStage::body) {
        if (clocked_ != Clocked::body) arm(state_->settings.body_time);
        clocked_ = Clocked::body;
    } else if (!reader_.untouched()) {
        if (clocked_ != Clocked::header) arm(state_->settings.header_time);
        clocked_ = Clocked::header;
    } else if (clocked_ == Clocked::nothing) {
        arm(state_->settings.idle_time);
        clocked_ = Clocked::idle;
    }
}

void Session::read_more() {
    const auto room = reader_.room();
    socket_.async_read_some(net::buffer(room.data(), room.size()),
                            [self = shared_from_this()](const boost::system::error_code& error,
                                                        std::size_t bytes) { self->on_read(error, bytes); });
}

void Session::on_read(const boost::system::error_code& error, std::size_t bytes) {
    if (phase_ != Phase::reading) return;  // the clock was faster
    if (error) return close();
    reader_.arrived(bytes);
    advance();
}

void Session::say_continue() {
    static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
    net::async_write(socket_, net::buffer(line.data(), line.size()),
                     [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
                         if (self->phase_ != Phase::reading) return;
                         if (error) return self->close();
                         self->read_more();
                     });
}

void Session::call_handler() {
    phase_ = Phase::answering;
    ++state_->book.requests;
    keep_alive_ = reader_.keeps_alive();
    Request request = reader_.take();
    request.remote = peer_.address;
    head_only_ = request.method == "HEAD";
    arm(state_->settings.answer_time);
    const auto answer = std::make_shared<PendingAnswer>(weak_from_this());
    try {
        state_->handler(request, [answer](Response response) { answer->give(std::move(response)); });
    } catch (...) {
        // What was thrown may quote a person's words; the handler's own log is the place to tell.
        answer->give({.status = 500, .body = "internal error\n"});
    }
}

void Session::answered(Response response) {
    net::dispatch(socket_.get_executor(),
                  [weak = weak_from_this(), response = std::move(response)]() mutable {
                      const auto self = weak.lock();
                      if (!self || self->phase_ != Phase::answering) return;
                      self->write(std::move(response), self->keep_alive_);
                  });
}

void Session::refuse(RequestFault fault) {
    ++state_->book.bad_requests;
    head_only_ = false;
    write({.status = fault.status, .body = std::string(fault.why) + "\n"}, false);
}

void Session::write(Response response, bool keep_alive) {
    if (response.hang_up) return reset();
    phase_ = Phase::writing;
    const bool keep = keep_alive && !state_->draining;
    head_ = head_of(response, {.keep_alive = keep, .now = std::chrono::system_clock::now()});
    body_ = std::move(response.body);
    if (head_only_ || !may_have_body(response.status)) body_.clear();
    arm(state_->settings.idle_time);
    const std::array buffers{net::const_buffer(head_.data(), head_.size()),
                             net::const_buffer(body_.data(), body_.size())};
    net::async_write(socket_, buffers,
                     [self = shared_from_this(), keep](const boost::system::error_code& error, std::size_t) {
                         self->on_written(error, keep);
                     });
}

void Session::on_written(const boost::system::error_code& error, bool keep_alive) {
    if (phase_ != Phase::writing) return;
    if (error) return close();
    body_ = {};
    if (!keep_alive) return linger();
    reader_.next();
    clocked_ = Clocked::nothing;
    advance();
}

void Session::linger() {
    phase_ = Phase::lingering;
    boost::system::error_code error;
    socket_.shutdown(net::socket_base::shutdown_send, error);
    if (error) return close();
    arm(linger_time);
    linger_more(0);
}

void Session::linger_more(std::size_t dropped) {
    socket_.async_read_some(
        net::buffer(dropped_),
        [self = shared_from_this(), dropped](const boost::system::error_code& error, std::size_t bytes) {
            if (self->phase_ != Phase::lingering) return;
            if (error || dropped + bytes > linger_bytes) return self->close();
            self->linger_more(dropped + bytes);
        });
}

void Session::close() {
    phase_ = Phase::closed;
    boost::system::error_code ignored;
    socket_.shutdown(net::socket_base::shutdown_both, ignored);
    socket_.close(ignored);
    timer_.cancel();
}

void Session::reset() {
    boost::system::error_code ignored;
    socket_.set_option(net::socket_base::linger(true, 0), ignored);  // the peer sees a reset, not an end
    phase_ = Phase::closed;
    socket_.close(ignored);
    timer_.cancel();
}

void Session::drain() {
    net::post(socket_.get_executor(), [self = shared_from_this()] {
        if (self->phase_ == Phase::reading && self->reader_.untouched()) self->close();
    });
}

void Session::abort() {
    net::post(socket_.get_executor(), [self = shared_from_this()] {
        if (self->phase_ != Phase::closed) self->close();
    });
}

// One wait is pending for the whole life of a connection; a later deadline only moves `deadline_`, which
// makes the clock free of charge for a connection that keeps its pace.
void Session::arm(milliseconds limit) {
    deadline_ = std::chrono::steady_clock::now() + limit;
    if (!waiting_ || deadline_ < timer_.expiry()) wait_for_deadline();
}

void Session::wait_for_deadline() {
    waiting_ = true;
    timer_.expires_at(deadline_);
    timer_.async_wait([self = shared_from_this(), turn = ++wait_turn_](const boost::system::error_code&) {
        if (turn != self->wait_turn_) return;  // cancelled for an earlier deadline
        self->waiting_ = false;
        if (self->phase_ == Phase::closed) return;
        if (std::chrono::steady_clock::now() < self->deadline_) return self->wait_for_deadline();
        self->on_deadline();
    });
}

void Session::on_deadline() {
    if (phase_ == Phase::reading && clocked_ != Clocked::idle) ++state_->book.timeouts;
    if (phase_ == Phase::answering) ++state_->book.timeouts;
    if (phase_ == Phase::answering) {
        // The answer may still come: the connection never answers again, so it goes nowhere.
        return write({.status = 503, .body = "no answer in time\n"}, false);
    }
    if (phase_ != Phase::reading || reader_.untouched()) return close();
    phase_ = Phase::writing;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
    head_only_ = false;
    write({.status = 408, .body = "request not complete in time\n"}, false);
}

}  // namespace motcua::gateway
