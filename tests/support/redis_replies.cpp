// A Redis connection as the protocol's bytes, so that a test's own questions do not go through the code under
// test.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>

#include "tests/support/own_redis.hpp"

namespace motcua::tests {
namespace {

using Clock = std::chrono::steady_clock;

class RedisBytes {
  public:
    RedisBytes(std::uint16_t port, Clock::time_point deadline)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), deadline_(deadline) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RedisBytes() { ::close(socket_); }
    RedisBytes& operator=(RedisBytes&&) = delete;  // neither copied nor moved

    bool send(const RedisCommand& command) {
        std::string bytes = "*" + std::to_string(command.size()) + "\r\n";
        for (const std::string& word : command) {
            bytes += "$" + std::to_string(word.size()) + "\r\n" + word + "\r\n";
        }
        std::size_t sent = 0;
        while (connected_ && sent < bytes.size() && ready(POLLOUT)) {
            const auto some =
                ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (some <= 0) return false;
            sent += static_cast<std::size_t>(some);
        }
        return sent == bytes.size();
    }

    std::optional<std::string> reply() {
        const auto line = upto_line_end();
        if (!line || line->empty()) return std::nullopt;
        const std::string rest = line->substr(1);
        switch (line->front()) {
            case '+':
            case ':':
                return rest;
            case '-':
                return *line;
            case '$':
                return string_of(std::stol(rest));
            case '*':
                return array_of(std::stol(rest));
            default:
                return std::nullopt;
        }
    }

  private:
    bool ready(short what) const {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
        pollfd waiting{socket_, what, 0};
        return left > 0 && ::poll(&waiting, 1, static_cast<int>(left)) > 0;
    }
    bool read_some() {
        char piece[4096];
        if (!ready(POLLIN)) return false;
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got > 0) buffer_.append(piece, static_cast<std::size_t>(got));
        return got > 0;
    }
    std::string taken(std::size_t bytes) {
        std::string text = buffer_.substr(0, bytes);
        buffer_.erase(0, bytes + 2);  // and its CR LF
        return text;
    }
    std::optional<std::string> upto_line_end() {
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n")) == std::string::npos) {
            if (!read_some()) return std::nullopt;
        }
        return taken(end);
    }
    std::optional<std::string> string_of(long bytes) {
        if (bytes < 0) return "(nil)";
        const auto size = static_cast<std::size_t>(bytes);
        while (buffer_.size() < size + 2) {
            if (!read_some()) return std::nullopt;
        }
        return taken(size);
    }
    std::optional<std::string> array_of(long parts) {
        if (parts < 0) return "(nil)";
        std::string joined;
        for (long part = 0; part < parts; ++part) {
            const auto text = reply();
            if (!text) return std::nullopt;
            joined += (part == 0 ? "" : "\n") + *text;
        }
        return joined;
    }

    int socket_;
    Clock::time_point deadline_;
    bool connected_ = false;
    std::string buffer_;
};

}  // namespace

std::vector<std::string> redis_replies(std::uint16_t port, const std::vector<RedisCommand>& commands,
                                       std::chrono::milliseconds limit) {
    RedisBytes connection(port, Clock::now() + limit);
    std::vector<std::string> replies;
    for (const RedisCommand& command : commands) {
        if (!connection.send(command)) break;
        auto reply = connection.reply();
        if (!reply) break;
        replies.push_back(std::move(*reply));
    }
    return replies;
}

}  // namespace motcua::tests
