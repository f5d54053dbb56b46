// A blocking TCP client that sends exact bytes and reads HTTP responses, every wait bounded.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace motcua::tests {

struct RawReply {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string head;                            // as it came
    std::string body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

class RawClient {
  public:
    using Time = std::chrono::milliseconds;
    static constexpr Time patience{10'000};

    /// Connects to 127.0.0.1; connected() tells whether it worked.
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { ::close(socket_); }
    RawClient& operator=(RawClient&&) = delete;  // neither copied nor moved

    bool connected() const { return connected_; }

    /// Stops quietly when the peer has gone: what it answered can still be read.
    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                reset_ = true;
                return;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void shut_down_sending() { ::shutdown(socket_, SHUT_WR); }

    /// The next response, or nothing when the connection ended or `limit` passed first.
    std::optional<RawReply> reply(bool has_body = true, Time limit = patience) {
        const auto deadline = Clock::now() + limit;
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
            if (!read_some(deadline)) return std::nullopt;
        }
        RawReply read = parsed(buffer_.substr(0, end + 4));
        buffer_.erase(0, end + 4);
        const std::string length = read.header("content-length");
        const std::size_t bytes = has_body && !length.empty() ? std::stoul(length) : 0;
        while (buffer_.size() < bytes) {
            if (!read_some(deadline)) return std::nullopt;
        }
        read.body = buffer_.substr(0, bytes);
        buffer_.erase(0, bytes);
        return read;
    }

    /// True when the peer ends the connection within `limit`; what comes before goes to left_over().
    bool closed(Time limit = patience) {
        const auto deadline = Clock::now() + limit;
        while (read_some(deadline)) {
        }
        return ended_;
    }
    /// True when the connection was torn down instead of ended: what was on its way to us may be lost.
    bool was_reset() const { return reset_; }
    /// Bytes that came and belong to no response read so far.
    const std::string& left_over() const { return buffer_; }

  private:
    using Clock = std::chrono::steady_clock;

    bool read_some(Clock::time_point deadline) {
        const auto left = std::chrono::duration_cast<Time>(deadline - Clock::now()).count();
        pollfd waiting{socket_, POLLIN, 0};
        if (ended_ || left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return false;
        char piece[16 * 1024];
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got <= 0) {
            ended_ = true;
            reset_ = reset_ || got < 0;
            return false;
        }
        buffer_.append(piece, static_cast<std::size_t>(got));
        return true;
    }

    static RawReply parsed(std::string head) {
        RawReply read;
        if (head.size() > 12) read.status = std::atoi(head.substr(9, 3).c_str());
        std::size_t at = head.find("\r\n") + 2;
        for (std::size_t end = 0; (end = head.find("\r\n", at)) != std::string::npos && end > at;
             at = end + 2) {
            const std::string line = head.substr(at, end - at);
            const auto colon = line.find(": ");
            if (colon == std::string::npos) continue;
            std::string name = line.substr(0, colon);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            read.headers.emplace(std::move(name), line.substr(colon + 2));
        }
        read.head = std::move(head);
        return read;
    }

    int socket_;
    bool connected_ = false;
    bool ended_ = false;
    bool reset_ = false;
    std::string buffer_;
};

}  // namespace motcua::tests
