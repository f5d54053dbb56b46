// One asio thread, one request in flight on each connection.
#include "tests/bench/load.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "adapters/signature.hpp"

namespace motcua::tests {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using std::chrono::duration_cast;
using std::chrono::microseconds;

/// Writes messages, each with an id of its own, signed as Zalo signs them.
class Mail {
  public:
    Mail(const Target& target, const ZaloKeys& keys, int citizens) : target_(target), keys_(keys), citizens_(citizens) {}

    std::string next() {
        const auto number = counter_++;
        const auto now = duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
        const std::string time = std::to_string(now.count());
        const std::string body = fmt::format(
            R"({{"app_id":"{}","sender":{{"id":"{}"}},"user_id_by_app":"5521","recipient":{{"id":"{}"}},)"
            R"("event_name":"user_send_text","message":{{"text":"lệ phí cấp lại hộ chiếu là bao nhiêu ạ","msg_id":"b{}-{}"}},)"
            R"("timestamp":"{}"}})",
            keys_.app_id, 7000000000ULL + number % static_cast<std::uint64_t>(citizens_), keys_.oa_id, ::getpid(), number, time);
        const auto mac = adapters::sha256_of({keys_.app_id, body, time, keys_.oa_secret});
        return fmt::format("POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nX-ZEvent-Signature: mac={}\r\n"
                           "Content-Length: {}\r\n\r\n{}",
                           target_.path, target_.host, adapters::hex_of(mac), body.size(), body);
    }

  private:
    // Over all runs of this process: a gateway remembers the ids of the run before.
    static inline std::atomic<std::uint64_t> counter_{0};
    const Target& target_;
    const ZaloKeys& keys_;
    int citizens_;
};

/// What all connections of one run share; everything happens on the one thread of `io`.
struct Run {
    asio::io_context io{1};
    Mail mail;
    Clock::time_point counts_from;
    Clock::time_point ends;
    LoadReport report;
    std::vector<std::uint32_t> waits;  // microseconds
};

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    explicit Connection(Run& run) : run_(run), socket_(run.io) {}

    void start(const tcp::endpoint& server) {
        socket_.async_connect(server, [self = shared_from_this()](auto error) {
            if (error) return self->broke();
            self->socket_.set_option(tcp::no_delay(true));
            self->ask();
        });
    }

  private:
    void ask() {
        asked_at_ = Clock::now();
        if (asked_at_ >= run_.ends) return;
        request_ = run_.mail.next();
        answer_.emplace();
        asio::async_write(socket_, asio::buffer(request_), [self = shared_from_this()](auto error, std::size_t) {
            if (error) return self->broke();
            self->read();
        });
    }

    void read() {
        http::async_read(socket_, buffer_, *answer_, [self = shared_from_this()](auto error, std::size_t) {
            if (error) return self->broke();
            self->count(self->answer_->get().result_int());
            self->ask();
        });
    }

    void count(unsigned status) {
        const auto now = Clock::now();
        if (now < run_.counts_from || now >= run_.ends) return;
        (status == 200 ? run_.report.acknowledged : run_.report.refused) += 1;
        run_.waits.push_back(static_cast<std::uint32_t>(duration_cast<microseconds>(now - asked_at_).count()));
    }

    void broke() { ++run_.report.broken; }

    Run& run_;
    tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    std::optional<http::response_parser<http::string_body>> answer_;
    std::string request_;
    Clock::time_point asked_at_;
};

microseconds at_share(std::vector<std::uint32_t>& waits, double share) {
    if (waits.empty()) return microseconds(0);
    const auto place = waits.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(waits.size() - 1));
    std::nth_element(waits.begin(), place, waits.end());
    return microseconds(*place);
}

}  // namespace

Target target_from(const std::string& url) {
    constexpr std::string_view scheme = "http://";
    const auto colon = url.find(':', scheme.size());
    const auto slash = url.find('/', scheme.size());
    if (url.rfind(scheme, 0) != 0 || colon == std::string::npos || slash == std::string::npos || slash < colon) {
        throw std::invalid_argument("a URL looks like http://127.0.0.1:8080/webhook/zalo");
    }
    Target target;
    target.host = url.substr(scheme.size(), colon - scheme.size());
    target.port = static_cast<std::uint16_t>(std::stoul(url.substr(colon + 1, slash - colon - 1)));
    target.path = url.substr(slash);
    return target;
}

LoadReport load(const Target& target, const ZaloKeys& keys, const LoadSettings& settings) {
    const auto counts_from = Clock::now() + settings.warm_up;
    Run run{.mail = Mail(target, keys, settings.citizens), .counts_from = counts_from, .ends = counts_from + settings.time,
            .report = {}, .waits = {}};
    const tcp::endpoint server(asio::ip::make_address(target.host), target.port);
    for (int i = 0; i < settings.connections; ++i) std::make_shared<Connection>(run)->start(server);
    run.io.run_until(run.ends + std::chrono::seconds(10));
    run.report.seconds = std::chrono::duration<double>(settings.time).count();
    run.report.median = at_share(run.waits, 0.5);
    run.report.slow = at_share(run.waits, 0.99);
    return run.report;
}

}  // namespace motcua::tests
