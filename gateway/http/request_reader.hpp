// Bytes in, requests out: one connection's reading, without the connection.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gateway/http/message.hpp"
#include "gateway/http/request_head.hpp"

namespace motcua::gateway {

/// Lets Beast find the end of a body; of the header it keeps nothing, that is RequestHead's.
class BodyFrame final : public boost::beast::http::basic_parser<true> {
  public:
    std::string body;

  private:
    using Error = boost::beast::error_code;
    using Text = boost::beast::string_view;
    void on_request_impl(boost::beast::http::verb, Text, Text, int, Error&) override {}
    void on_response_impl(int, Text, int, Error&) override {}
    void on_field_impl(boost::beast::http::field, Text, Text, Error& error) override;
    void on_header_impl(Error&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
    std::size_t on_body_impl(Text piece, Error& error) override;
    void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text piece, Error& error) override;
    void on_finish_impl(Error&) override {}
};

enum class ReadStage { header, body, complete, refused };

/// Reads the requests of one connection, one at a time, from whatever pieces arrive. Never throws on any
/// bytes (std::bad_alloc apart). Belongs to one thread at a time.
class RequestReader {
  public:
    RequestReader(std::size_t header_bytes, std::size_t body_bytes);

    /// Room for the next bytes; valid until the next call of anything else.
    std::span<char> room();
    /// `bytes` of room() were filled.
    void arrived(std::size_t bytes) { buffer_.commit(bytes); }
    /// Goes as far as the bytes at hand allow.
    ReadStage advance();

    /// True when no byte of the next request is here.
    bool untouched() const noexcept { return stage_ == ReadStage::header && buffer_.size() == 0; }
    /// True when the client waits for "100 Continue" before it sends its body.
    bool wants_continue() const noexcept;
    /// Only at ReadStage::complete: the request without `remote`, once; then next().
    Request take();
    bool keeps_alive() const { return frame_->keep_alive(); }
    /// Only at ReadStage::refused. Nothing more may be read from such a connection.
    RequestFault fault() const noexcept { return fault_; }
    /// Forgets the request that was taken; the bytes behind it stay.
    void next();

  private:
    std::string_view pending() const noexcept;
    void read_head();
    void read_body();
    void refuse(RequestFault fault) noexcept;

    std::size_t header_bytes_;
    std::size_t body_bytes_;
    boost::beast::flat_buffer buffer_;
    std::optional<BodyFrame> frame_;  // one a request
    ReadStage stage_ = ReadStage::header;
    std::size_t judged_ = 0;  // bytes of the header that fault_of_bytes() has seen
    RequestHead head_;
    RequestFault fault_;
};

}  // namespace motcua::gateway
