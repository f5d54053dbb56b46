// Our rules judge the header, Beast frames the body; neither trusts the other's leniency.
#include "gateway/http/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>

namespace motcua::gateway {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t header_piece = 4096;
constexpr std::size_t body_piece = 65536;
/// More than this without the end of a chunk's size line or of the trailer is an attack.
constexpr std::size_t chunk_line_bytes = 4096;
constexpr std::string_view header_end = "\r\n\r\n";

RequestFault fault_from(const boost::beast::error_code& error) noexcept {
    if (error == http::error::body_limit) return {413, "body too large"};
    if (error == http::error::header_limit) return {431, "header too large"};
    return {400, "malformed request"};
}

}  // namespace

void BodyFrame::on_field_impl(http::field, Text, Text, Error& error) {
    // A trailer could smuggle in a header after the rules have judged.
    if (is_header_done()) error = http::error::bad_field;
}

std::size_t BodyFrame::on_body_impl(Text piece, Error&) {
    body.append(piece.data(), piece.size());
    return piece.size();
}

std::size_t BodyFrame::on_chunk_body_impl(std::uint64_t, Text piece, Error&) {
    body.append(piece.data(), piece.size());
    return piece.size();
}

RequestReader::RequestReader(std::size_t header_bytes, std::size_t body_bytes)
    : header_bytes_(header_bytes), body_bytes_(body_bytes) {
    next();
}

std::string_view RequestReader::pending() const noexcept {
    const auto data = buffer_.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

std::span<char> RequestReader::room() {
    // A small request costs a small buffer; a large body earns larger pieces as it comes.
    const std::size_t bytes = std::clamp(frame_->body.size(), header_piece, body_piece);
    const auto prepared = buffer_.prepare(bytes);
    return {static_cast<char*>(prepared.data()), prepared.size()};
}

ReadStage RequestReader::advance() {
    if (stage_ == ReadStage::header) read_head();
    if (stage_ == ReadStage::body) read_body();
    return stage_;
}

void RequestReader::refuse(RequestFault fault) noexcept {
    fault_ = fault;
    stage_ = ReadStage::refused;
}

void RequestReader::read_head() {
    const std::string_view text = pending();
    const auto end = text.find(header_end, judged_ < header_end.size() ? 0 : judged_ - header_end.size());
    const bool whole = end != std::string_view::npos;
    const std::string_view head = whole ? text.substr(0, end + header_end.size()) : text;
    if (head.size() > header_bytes_ || (!whole && head.size() == header_bytes_)) {
        return refuse({431, "header too large"});
    }
    if (!whole) {
        if (const auto fault = fault_of_bytes(head, judged_)) return refuse(*fault);
        judged_ = head.size();
        return;
    }
    auto read = parse_head(head);
    if (!read) return refuse(read.error());
    head_ = *std::move(read);
    boost::beast::error_code error;
    const std::size_t used = frame_->put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (error) return refuse(fault_from(error));
    if (used != head.size()) return refuse({400, "malformed request"});
    buffer_.consume(used);
    stage_ = frame_->is_done() ? ReadStage::complete : ReadStage::body;
}

void RequestReader::read_body() {
    while (!frame_->is_done() && buffer_.size() > 0) {
        // Beast (1.74) asserts that a last chunk it has seen comes back with five bytes or more.
        if (frame_->chunked() && pending().size() == 4 && pending().starts_with("0\r\n")) return;
        boost::beast::error_code error;
        const std::size_t used = frame_->put(buffer_.data(), error);
        buffer_.consume(used);
        if (error && error != http::error::need_more) return refuse(fault_from(error));
        if (used == 0) {
            if (buffer_.size() > chunk_line_bytes) refuse({400, "chunk header too large"});
            return;
        }
    }
    if (frame_->is_done()) stage_ = ReadStage::complete;
}

bool RequestReader::wants_continue() const noexcept {
    return stage_ == ReadStage::body && head_.expects_continue && buffer_.size() == 0;
}

Request RequestReader::take() {
    Request request;
    request.method = std::move(head_.method);
    const auto mark = head_.target.find('?');
    request.path = head_.target.substr(0, mark);
    if (mark != std::string::npos) request.query = head_.target.substr(mark + 1);
    request.headers = std::move(head_.headers);
    request.body = std::move(frame_->body);
    return request;
}

void RequestReader::next() {
    frame_.emplace();
    frame_->header_limit(static_cast<std::uint32_t>(header_bytes_));
    frame_->body_limit(body_bytes_);
    head_ = {};
    judged_ = 0;
    stage_ = ReadStage::header;
    // An idle connection keeps no room of its last large body.
    if (buffer_.size() == 0 && buffer_.capacity() > header_piece) buffer_.shrink_to_fit();
}

}  // namespace motcua::gateway
