// The one function that turns the library's errors into ours, and the watch that bounds what it bounds not.
#include "adapters/cpprest/cpprest_call.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace motcua::adapters {
namespace {

namespace http = web::http;

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

pplx::task<HttpResponse> with_body(const http::http_response& reply) {
    return reply.extract_vector().then([reply](const std::vector<unsigned char>& bytes) {
        HttpResponse response;
        response.status = reply.status_code();
        for (const auto& [name, value] : reply.headers())
            response.headers.emplace_back(lower_case(name), value);
        response.body.assign(bytes.begin(), bytes.end());
        return response;
    });
}

}  // namespace

CallResult CpprestCall::run(http::client::http_client& client, http::http_request& request,
                            std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    start(client, request);
    std::unique_lock lock(mutex_);
    if (!ended_.wait_until(lock, deadline, [this] { return result_.has_value(); })) {
        result_ = tl::make_unexpected(error_of("time-out"));
        lock.unlock();
        cut_off_.cancel();  // closes the connection; what the library still reports goes nowhere
        lock.lock();
    }
    return *result_;
}

void CpprestCall::start(http::client::http_client& client, http::http_request& request) {
    try {
        watch(request);
        client.request(request, cut_off_.get_token())
            .then([](const http::http_response& reply) { return with_body(reply); })
            // A task whose exception nobody looks at ends the process, so this one looks at all of them.
            .then([self = shared_from_this()](const pplx::task<HttpResponse>& task) { self->finish(task); });
    } catch (const std::exception&) {
        settle(tl::make_unexpected(error_of("call could not begin")));
    }
}

void CpprestCall::watch(http::http_request& request) {
    request.set_progress_handler(
        [self = shared_from_this()](http::message_direction::direction way, std::uint64_t bytes) {
            if (way == http::message_direction::upload) return self->on_written();
            // A chunk of negative size makes the library's sum run backwards, and then ends the process.
            if (bytes > self->reply_bytes_ || bytes < self->downloaded_.exchange(bytes)) {
                self->oversized_ = true;
                throw std::length_error("reply too large");
            }
        });
}

// The library reports the header as written before it writes the first byte of the body. Whoever takes the
// lock first decides: a call that was given up as not sent stays unsent.
void CpprestCall::on_written() {
    const std::lock_guard lock(mutex_);
    if (result_) throw std::runtime_error("call was given up");
    written_ = true;
}

void CpprestCall::finish(const pplx::task<HttpResponse>& task) {
    try {
        HttpResponse response = task.get();
        if (response.body.size() > reply_bytes_) {
            return settle(tl::make_unexpected(HttpError{HttpFault::too_large, "reply too large"}));
        }
        settle(std::move(response));
    } catch (const http::http_exception& error) {
        settle(tl::make_unexpected(error_of(error.what())));
    } catch (const std::exception&) {
        settle(tl::make_unexpected(error_of("call ended by an exception")));
    } catch (...) {
        settle(tl::make_unexpected(error_of("call ended by an unknown exception")));
    }
}

void CpprestCall::settle(CallResult result) {
    const std::lock_guard lock(mutex_);
    if (!result_) result_ = std::move(result);
    ended_.notify_all();
}

HttpError CpprestCall::error_of(std::string detail) const {
    if (oversized_) return {HttpFault::too_large, "reply too large"};
    return {written_ ? HttpFault::ambiguous : HttpFault::not_sent, std::move(detail)};
}

}  // namespace motcua::adapters
