// A loopback TCP server whose connections follow a script: for clients that must survive any server.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace motcua::tests {

/// One accepted connection; closed when its script returns.
class ServedConnection {
  public:
    ServedConnection(int socket, const std::atomic<bool>& ending) : socket_(socket), ending_(ending) {}
    ~ServedConnection() { ::close(socket_); }
    ServedConnection& operator=(ServedConnection&&) = delete;  // neither copied nor moved

    int socket() const { return socket_; }

    /// The next request with its body (by Content-Length); empty when the client closed or the test ends.
    std::string request() {
        for (;;) {
            const auto head = buffer_.find("\r\n\r\n");
            if (head != std::string::npos) {
                const std::size_t whole = head + 4 + length_in(buffer_.substr(0, head));
                if (buffer_.size() >= whole) {
                    std::string request = buffer_.substr(0, whole);
                    buffer_.erase(0, whole);
                    return request;
                }
            }
            if (!read_some()) return {};
        }
    }
    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    /// Says nothing until the client closes or the test ends.
    void stay_silent() {
        while (read_some()) {
        }
    }
    /// Waits that long for the client to close; true while it has not.
    bool still_there(int milliseconds) {
        pollfd waiting{socket_, POLLIN, 0};
        return !ending_ && ::poll(&waiting, 1, milliseconds) == 0;
    }
    /// The client's next read fails with ECONNRESET.
    void reset() {
        const linger hard{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }

  private:
    static std::size_t length_in(const std::string& head) {
        const auto at = head.find("Content-Length:");
        return at == std::string::npos ? 0 : std::stoul(head.substr(at + 15));
    }
    bool read_some() {
        pollfd waiting{socket_, POLLIN, 0};
        while (!ending_) {
            if (::poll(&waiting, 1, 10) == 0) continue;
            char piece[16 * 1024];
            const auto got = ::recv(socket_, piece, sizeof piece, 0);
            if (got <= 0) return false;
            buffer_.append(piece, static_cast<std::size_t>(got));
            return true;
        }
        return false;
    }

    int socket_;
    const std::atomic<bool>& ending_;
    std::string buffer_;
};

/// Runs `script` for every connection, each on its own thread.
class ScriptedServer {
  public:
    using Script = std::function<void(ServedConnection&)>;

    explicit ScriptedServer(Script script)
        : script_(std::move(script)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size);
        ::listen(socket_, 64);
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        acceptor_ = std::thread([this] { accept(); });
    }
    ~ScriptedServer() {
        ending_ = true;
        acceptor_.join();
        for (std::thread& thread : threads_) thread.join();
        ::close(socket_);
    }
    ScriptedServer& operator=(ScriptedServer&&) = delete;  // neither copied nor moved

    std::uint16_t port() const { return port_; }
    std::string url(const std::string& resource = "/") const {
        return "http://127.0.0.1:" + std::to_string(port_) + resource;
    }
    int connections() const { return connections_; }

  private:
    void accept() {
        pollfd waiting{socket_, POLLIN, 0};
        while (!ending_) {
            if (::poll(&waiting, 1, 10) <= 0) continue;
            const int accepted = ::accept(socket_, nullptr, nullptr);
            if (accepted < 0) continue;
            ++connections_;
            threads_.emplace_back([this, accepted] {
                ServedConnection connection(accepted, ending_);
                script_(connection);
            });
        }
    }

    Script script_;
    int socket_;
    std::uint16_t port_ = 0;
    std::atomic<bool> ending_{false};
    std::atomic<int> connections_{0};
    std::vector<std::thread> threads_;  // touched by the acceptor only, until it has ended
    std::thread acceptor_;
};

/// A port of loopback on which nobody listens: it was free a moment ago.
inline std::uint16_t silent_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(probe, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(probe);
    return ntohs(address.sin_port);
}

}  // namespace motcua::tests
