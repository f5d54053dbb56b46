// hiredis with a deadline on each call and no SIGPIPE.
#include "adapters/redis/connection.hpp"

#include <hiredis/hiredis.h>
#include <poll.h>
#include <signal.h>
#include <time.h>

#include <cerrno>
#include <fstream>

namespace motcua::adapters {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct FreeReply {
    void operator()(redisReply* reply) const noexcept { freeReplyObject(reply); }
};
using ReplyPtr = std::unique_ptr<redisReply, FreeReply>;

/// hiredis 0.14 writes with write(): while this lives a closed connection is an error of the call, not of the process.
class NoPipeSignal {
  public:
    NoPipeSignal() noexcept {
        sigset_t pending;
        sigpending(&pending);
        was_pending_ = sigismember(&pending, SIGPIPE) == 1;
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoPipeSignal() {
        const timespec at_once{};
        if (!was_pending_) sigtimedwait(&pipe_, nullptr, &at_once);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal& operator=(NoPipeSignal&&) = delete;  // neither copied nor moved

  private:
    sigset_t pipe_{};
    sigset_t before_{};
    bool was_pending_ = false;
};

timeval timeval_of(milliseconds time) noexcept {
    return {static_cast<time_t>(time.count() / 1000), static_cast<suseconds_t>(time.count() % 1000 * 1000)};
}

milliseconds left_until(steady_clock::time_point deadline) noexcept {
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    return std::max(left, milliseconds{0});
}

enum class Ready { yes, no, broken };

Ready wait_for(int socket, short events, milliseconds limit) noexcept {
    const auto deadline = steady_clock::now() + limit;
    while (true) {
        pollfd entry{socket, events, 0};
        const int ready = ::poll(&entry, 1, static_cast<int>(left_until(deadline).count()));
        if (ready > 0) return Ready::yes;
        if (ready == 0) return Ready::no;
        if (errno != EINTR) return Ready::broken;
    }
}

RedisReply reply_from(const redisReply& reply) {
    switch (reply.type) {
        case REDIS_REPLY_INTEGER: return {RedisReply::Kind::integer, reply.integer, {}, {}};
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
        case REDIS_REPLY_ERROR: return {RedisReply::Kind::text, 0, std::string(reply.str, reply.len), {}};
        case REDIS_REPLY_ARRAY: {
            RedisReply list{RedisReply::Kind::list, 0, {}, {}};
            list.items.reserve(reply.elements);
            for (std::size_t i = 0; i < reply.elements; ++i) list.items.push_back(reply_from(*reply.element[i]));
            return list;
        }
        default: return {};
    }
}

RedisError timed_out(bool may_have_run) { return {RedisFault::timed_out, "redis: no answer in time", may_have_run}; }

/// The AUTH command; nothing when none is to be sent.
RedisResult<std::optional<RedisCommand>> auth_command(const RedisLogin& login) {
    if (login.password_file.empty()) return std::optional<RedisCommand>{};
    std::ifstream file(login.password_file);
    std::string password;
    if (!std::getline(file, password)) {
        return tl::unexpected(RedisError{RedisFault::auth, "cannot read " + login.password_file.string()});
    }
    if (!password.empty() && password.back() == '\r') password.pop_back();
    if (login.user.empty()) return RedisCommand{"AUTH", password};
    return RedisCommand{"AUTH", login.user, password};
}

void append(redisContext& context, const RedisCommand& command) {
    std::vector<const char*> words;
    std::vector<std::size_t> lengths;
    for (const std::string& word : command) {
        words.push_back(word.data());
        lengths.push_back(word.size());
    }
    redisAppendCommandArgv(&context, static_cast<int>(words.size()), words.data(), lengths.data());
}

}  // namespace

void FreeRedisContext::operator()(redisContext* context) const noexcept {
    const NoPipeSignal quiet;
    redisFree(context);
}

RedisResult<RedisConnection> RedisConnection::open(const RedisAddress& address, const RedisLogin& login,
                                                   Milliseconds connect_limit, Milliseconds command_limit) {
    const bool is_path = address.host.find('/') == 0;
    Context context(is_path ? redisConnectUnixWithTimeout(address.host.c_str(), timeval_of(connect_limit))
                            : redisConnectWithTimeout(address.host.c_str(), address.port, timeval_of(connect_limit)));
    if (!context || context->err != 0) {
        const std::string why = context ? context->errstr : "no memory";
        return tl::unexpected(RedisError{RedisFault::unavailable, "redis " + to_text(address) + ": " + why});
    }
    redisSetTimeout(context.get(), timeval_of(command_limit));  // of a write that the server does not take
    if (!is_path) redisEnableKeepAlive(context.get());
    RedisConnection connection(std::move(context));
    const auto auth = auth_command(login);
    if (!auth) return tl::unexpected(auth.error());
    if (*auth) {
        const auto accepted = connection.call(**auth, command_limit);
        if (!accepted) {
            const bool refused = accepted.error().fault == RedisFault::bad_data;  // "ERR AUTH called without any password"
            return tl::unexpected(RedisError{refused ? RedisFault::auth : accepted.error().fault,
                                             "redis " + to_text(address) + ": AUTH was not accepted"});
        }
    }
    return connection;
}

RedisError RedisConnection::error_from_context(bool may_have_run) const {
    // hiredis 0.14 reports a timeout as an I/O error with EAGAIN.
    if (context_->err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK)) return timed_out(may_have_run);
    const bool nonsense = context_->err == REDIS_ERR_PROTOCOL;
    return {nonsense ? RedisFault::bad_data : RedisFault::unavailable, std::string("redis: ") + context_->errstr, may_have_run};
}

RedisResult<void> RedisConnection::send_until(Deadline deadline) {
    const NoPipeSignal quiet;
    int done = 0;
    while (done == 0) {
        if (wait_for(context_->fd, POLLOUT, left_until(deadline)) != Ready::yes) {
            context_->err = REDIS_ERR_OTHER;
            return tl::unexpected(timed_out(true));
        }
        if (redisBufferWrite(context_.get(), &done) != REDIS_OK) return tl::unexpected(error_from_context(true));
    }
    return {};
}

RedisResult<RedisReply> RedisConnection::read_until(Deadline deadline) {
    while (true) {
        void* raw = nullptr;
        if (redisGetReplyFromReader(context_.get(), &raw) != REDIS_OK) return tl::unexpected(error_from_context(true));
        if (raw != nullptr) {
            const ReplyPtr reply(static_cast<redisReply*>(raw));
            if (reply->type == REDIS_REPLY_ERROR) return tl::unexpected(redis_error_of({reply->str, reply->len}));
            return reply_from(*reply);
        }
        if (wait_for(context_->fd, POLLIN, left_until(deadline)) != Ready::yes) return tl::unexpected(timed_out(true));
        if (redisBufferRead(context_.get()) != REDIS_OK) return tl::unexpected(error_from_context(true));
    }
}

RedisResult<RedisReply> RedisConnection::call(const RedisCommand& command, Milliseconds limit) {
    return std::move(pipeline({command}, limit).front());
}

std::vector<RedisResult<RedisReply>> RedisConnection::pipeline(const std::vector<RedisCommand>& commands, Milliseconds limit) {
    const auto deadline = steady_clock::now() + limit;
    std::vector<RedisResult<RedisReply>> results;
    results.reserve(commands.size());
    for (const RedisCommand& command : commands) append(*context_, command);
    const auto sent = send_until(deadline);
    while (sent && results.size() < commands.size()) {
        results.push_back(read_until(deadline));
        const bool is_broken = !results.back() && results.back().error().may_have_run;
        if (!is_broken) continue;
        context_->err = REDIS_ERR_OTHER;  // a reply that comes late must not be read as that of the next command
        break;
    }
    const RedisError rest = sent ? (results.empty() || results.back() ? RedisError{} : results.back().error()) : sent.error();
    while (results.size() < commands.size()) results.emplace_back(tl::unexpected(rest));
    return results;
}

RedisResult<void> RedisConnection::send(const RedisCommand& command, Milliseconds limit) {
    append(*context_, command);
    return send_until(steady_clock::now() + limit);
}

RedisResult<RedisReply> RedisConnection::listen(Milliseconds limit) {
    auto heard = read_until(steady_clock::now() + limit);
    if (!heard && heard.error().fault != RedisFault::timed_out) context_->err = REDIS_ERR_OTHER;
    return heard;
}

bool RedisConnection::is_alive() const noexcept {
    // An idle connection has nothing to say: what can be read is its end.
    return context_->err == 0 && wait_for(context_->fd, POLLIN, milliseconds{0}) == Ready::no;
}

}  // namespace motcua::adapters
