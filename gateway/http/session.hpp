// One connection of the listener: reads a request, waits for its answer, writes it, and begins again.
#pragma once

#include <array>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "gateway/http/connection_book.hpp"
#include "gateway/http/listener.hpp"
#include "gateway/http/message.hpp"
#include "gateway/http/request_reader.hpp"

namespace motcua::gateway {

using SessionStrand = boost::asio::strand<boost::asio::io_context::executor_type>;
using SessionSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, SessionStrand>;

/// What a listener and its sessions share; lives until the last of them is gone.
struct ListenerState {
    ListenerState(ListenerSettings given, Handler answering);

    const ListenerSettings settings;
    const Handler handler;
    boost::asio::io_context context;
    ConnectionBook book;
    std::atomic<bool> draining{false};
};

/// A peer that was admitted to the book: the address it is shown by, and the key it is counted by (an IPv6
/// peer owns its /64).
struct Peer {
    std::string address;
    std::string key;
};

/// Everything but answered(), drain() and abort() runs on the session's strand. Whatever waits (a read, a
/// write, the clock) keeps the session alive; a handler that has not answered yet does not.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(std::shared_ptr<ListenerState> state, SessionSocket socket, Peer peer);
    ~Session();
    Session& operator=(Session&&) = delete;  // neither copied nor moved

    void start();
    /// The answer to the request at hand; too late is ignored. From any thread.
    void answered(Response response);
    /// Ends when the request at hand is answered, or now. From any thread.
    void drain();
    /// Ends now. From any thread.
    void abort();

  private:
    enum class Phase { reading, answering, writing, lingering, closed };
    enum class Clocked { nothing, idle, header, body };

    void advance();
    void clock_reading(ReadStage stage);
    void read_more();
    void on_read(const boost::system::error_code& error, std::size_t bytes);
    void say_continue();
    void call_handler();
    void refuse(RequestFault fault);
    void write(Response response, bool keep_alive);
    void on_written(const boost::system::error_code& error, bool keep_alive);
    void linger();
    void linger_more(std::size_t dropped);
    void close();
    void reset();

    void arm(std::chrono::milliseconds limit);
    void wait_for_deadline();
    void on_deadline();

    std::shared_ptr<ListenerState> state_;  // first: the io_context outlives socket and timer
    SessionSocket socket_;
    boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                      boost::asio::wait_traits<std::chrono::steady_clock>, SessionStrand>
        timer_;
    Peer peer_;
    RequestReader reader_;
    Phase phase_ = Phase::reading;
    Clocked clocked_ = Clocked::nothing;
    std::chrono::steady_clock::time_point deadline_;
    bool waiting_ = false;         // a wait on timer_ is pending
    std::uint64_t wait_turn_ = 0;  // tells the pending wait from cancelled ones
    bool keep_alive_ = false;
    bool head_only_ = false;
    std::string head_;  // being written
    std::string body_;
    std::array<char, 4096> dropped_{};
};

}  // namespace motcua::gateway
