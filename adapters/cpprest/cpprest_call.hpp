// One call in flight: what cpprestsdk's threads report, and how its caller waits for it.
#pragma once

#include <cpprest/http_client.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "adapters/http_client.hpp"

namespace motcua::adapters {

using CallResult = tl::expected<HttpResponse, HttpError>;

/// Shared by the caller and the library's threads; outlives whoever leaves first.
class CpprestCall : public std::enable_shared_from_this<CpprestCall> {
  public:
    explicit CpprestCall(std::size_t reply_bytes) : reply_bytes_(reply_bytes) {}

    /// Sends `request` and waits until it ended, at most `timeout`; then the call is cut off.
    CallResult run(web::http::client::http_client& client, web::http::http_request& request,
                   std::chrono::milliseconds timeout);

  private:
    void start(web::http::client::http_client& client, web::http::http_request& request);
    void on_written();
    void watch(web::http::http_request& request);
    void finish(const pplx::task<HttpResponse>& task);
    void settle(CallResult result);
    HttpError error_of(std::string detail) const;

    const std::size_t reply_bytes_;
    pplx::cancellation_token_source cut_off_;
    std::atomic<bool> written_{false};  // a byte of the body may have left
    std::atomic<bool> oversized_{false};
    std::atomic<std::uint64_t> downloaded_{0};
    std::mutex mutex_;
    std::condition_variable ended_;
    std::optional<CallResult> result_;  // the first one counts
};

}  // namespace motcua::adapters
