// One try in libcurl's hands: its options, its bounded reply, libcurl's errors as ours.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "adapters/elasticsearch/tls_trust.hpp"
#include "adapters/elasticsearch/try_call.hpp"

namespace motcua::adapters::elasticsearch {

struct FreeCurlHandle {
    void operator()(void* handle) const noexcept;
};
using CurlHandlePtr = std::unique_ptr<void, FreeCurlHandle>;
struct FreeCurlList {
    void operator()(void* list) const noexcept;
};
using CurlListPtr = std::unique_ptr<void, FreeCurlList>;

/// What holds for every try of a transport.
struct CallRules {
    std::chrono::milliseconds connect_timeout{500};
    std::size_t answer_bytes = 8u << 20u;
    std::string ca_file;
    std::optional<TlsTrust> trust;
    std::string protocols;  // "https" or "http,https"
};

/// For the I/O thread alone. Neither copied nor moved: libcurl keeps its address.
class CurlHandle {
  public:
    /// Takes a new handle or one that was released. `rules` must outlive it.
    CurlHandle(CurlHandlePtr handle, const CallRules& rules, std::shared_ptr<TryCall> call);
    ~CurlHandle() = default;
    CurlHandle& operator=(CurlHandle&&) = delete;  // neither copied nor moved

    void* raw() const noexcept { return handle_.get(); }
    const TryCall& call() const noexcept { return *call_; }
    static CurlHandle& of(void* raw);

    /// After libcurl ended it with `code`: what its caller gets.
    TryReport report(int code);
    void settle(TryReport report) { call_->settle(std::move(report)); }

    /// Connections that were opened for it.
    long opened() const;
    /// The handle for the next try, with nothing in it that points here.
    CurlHandlePtr release();

  private:
    static std::size_t on_header(const char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(const char* bytes, std::size_t size, std::size_t count, void* self);
    void set_connection();
    void set_trust();
    void set_request();
    void set_headers();
    Setback setback_from_code(int code, bool was_sent) const;

    CurlHandlePtr handle_;
    const CallRules& rules_;
    std::shared_ptr<TryCall> call_;
    CurlListPtr headers_;
    std::string body_;
    std::string error_;  // libcurl's words, in a buffer of its size
    std::size_t header_bytes_ = 0;
    bool has_whole_header_ = false;
    bool is_oversized_ = false;
};

}  // namespace motcua::adapters::elasticsearch
