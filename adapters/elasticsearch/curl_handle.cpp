// Sets every option a try has, and reads what became of it.
#include "adapters/elasticsearch/curl_handle.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <new>
#include <string_view>
#include <utility>

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::size_t most_header_bytes = 64 * 1024;
constexpr long read_buffer_bytes = 64 * 1024;
constexpr long keep_alive_idle_s = 30;
constexpr long oldest_connection_s = 60;  // below the idle limit of usual load balancers
constexpr long name_cache_s = 30;

CURLcode on_ssl_context(CURL*, void* context, void* trust) {
    demand_fingerprint(context, *static_cast<const TlsTrust*>(trust));
    return CURLE_OK;
}

const char* verb_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::del:
            return "DELETE";
    }
    return "GET";
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    // Fails for options that this libcurl lacks, and when memory is short: nothing may go out half set.
    if (curl_easy_setopt(handle, option, value) != CURLE_OK) throw std::bad_alloc();
}

bool is_of_tls(int code) noexcept {
    constexpr std::array codes{
        CURLE_SSL_CONNECT_ERROR,     CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
        CURLE_SSL_ISSUER_ERROR,      CURLE_SSL_CERTPROBLEM,          CURLE_SSL_CIPHER,
        CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
    };
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// A node that dies during the handshake says nothing of its certificate.
bool was_cut_off(std::string_view words) noexcept {
    return words.find("SSL_ERROR_SYSCALL") != std::string_view::npos ||
           words.find("unexpected eof") != std::string_view::npos ||
           words.find("Connection reset") != std::string_view::npos;
}

}  // namespace

void FreeCurlHandle::operator()(void* handle) const noexcept { curl_easy_cleanup(handle); }
void FreeCurlList::operator()(void* list) const noexcept {
    curl_slist_free_all(static_cast<curl_slist*>(list));
}

CurlHandle::CurlHandle(CurlHandlePtr handle, const CallRules& rules, std::shared_ptr<TryCall> call)
    : handle_(std::move(handle)), rules_(rules), call_(std::move(call)), error_(CURL_ERROR_SIZE, '\0') {
    if (!handle_) throw std::bad_alloc();
    set_connection();
    set_trust();
    set_request();
    set_headers();
}

CurlHandlePtr CurlHandle::release() {
    curl_easy_reset(handle_.get());
    return std::move(handle_);
}

CurlHandle& CurlHandle::of(void* raw) {
    void* self = nullptr;
    curl_easy_getinfo(raw, CURLINFO_PRIVATE, &self);
    return *static_cast<CurlHandle*>(self);
}

void CurlHandle::set_connection() {
    CURL* handle = handle_.get();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(call_->order().deadline -
                                                                   std::chrono::steady_clock::now());
    const long limit = std::max<long>(1, static_cast<long>(left.count()));
    set(handle, CURLOPT_TIMEOUT_MS, limit);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS,
        std::min(limit, static_cast<long>(rules_.connect_timeout.count())));
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_PROTOCOLS_STR, rules_.protocols.c_str());
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    set(handle, CURLOPT_TCP_KEEPIDLE, keep_alive_idle_s);
    set(handle, CURLOPT_MAXAGE_CONN, oldest_connection_s);
    set(handle, CURLOPT_DNS_CACHE_TIMEOUT, name_cache_s);
    set(handle, CURLOPT_BUFFERSIZE, read_buffer_bytes);
    // Else who gives up a name's look-up waits for the thread that looks, and all others with it.
    set(handle, CURLOPT_QUICK_EXIT, 1L);
    // libcurl repeats a request by itself when a kept connection was dead; a new one cannot have been.
    set(handle, CURLOPT_FRESH_CONNECT, call_->order().at_most_once ? 1L : 0L);
}

void CurlHandle::set_trust() {
    CURL* handle = handle_.get();
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    // A resumed session would not show its certificates again.
    set(handle, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    const char* const none = nullptr;
    if (!rules_.ca_file.empty()) {
        set(handle, CURLOPT_CAINFO, rules_.ca_file.c_str());
        set(handle, CURLOPT_CAPATH, none);
    }
    if (!rules_.trust) return;
    if (!rules_.trust->beside_ca_file) {
        set(handle, CURLOPT_CAINFO, none);
        set(handle, CURLOPT_CAPATH, none);
    }
    set(handle, CURLOPT_SSL_CTX_FUNCTION, &on_ssl_context);
    set(handle, CURLOPT_SSL_CTX_DATA, const_cast<TlsTrust*>(&*rules_.trust));  // it is only read
}

void CurlHandle::set_request() {
    CURL* handle = handle_.get();
    const TryOrder& order = call_->order();
    set(handle, CURLOPT_URL, order.url.c_str());
    set(handle, CURLOPT_PATH_AS_IS, 1L);
    const bool has_body = order.body && !order.body->empty();
    if (order.method == Method::head) {
        set(handle, CURLOPT_NOBODY, 1L);
    } else if (has_body || order.method == Method::post || order.method == Method::put) {
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(has_body ? order.body->size() : 0));
        set(handle, CURLOPT_POSTFIELDS, has_body ? order.body->data() : "");
    }
    if (order.method != Method::head) set(handle, CURLOPT_CUSTOMREQUEST, verb_of(order.method));
    set(handle, CURLOPT_ACCEPT_ENCODING, "gzip");
    set(handle, CURLOPT_PRIVATE, static_cast<void*>(this));
    set(handle, CURLOPT_ERRORBUFFER, error_.data());
    set(handle, CURLOPT_HEADERFUNCTION, &CurlHandle::on_header);
    set(handle, CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(handle, CURLOPT_WRITEFUNCTION, &CurlHandle::on_body);
    set(handle, CURLOPT_WRITEDATA, static_cast<void*>(this));
}

void CurlHandle::set_headers() {
    curl_slist* head = nullptr;
    for (const std::string& header : call_->order().headers) {
        curl_slist* const grown = curl_slist_append(head, header.c_str());
        if (grown == nullptr) throw std::bad_alloc();
        head = grown;
        (void)headers_.release();
        headers_.reset(head);
    }
    set(handle_.get(), CURLOPT_HTTPHEADER, head);
}

std::size_t CurlHandle::on_header(const char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& handle = *static_cast<CurlHandle*>(self);
    const std::string_view line(bytes, size * count);
    if (line.substr(0, 5) == "HTTP/") handle.has_whole_header_ = false;  // an interim reply came before
    if (line == "\r\n" || line == "\n") handle.has_whole_header_ = true;
    handle.header_bytes_ += line.size();
    return handle.header_bytes_ <= most_header_bytes ? line.size() : 0;
}

std::size_t CurlHandle::on_body(const char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& handle = *static_cast<CurlHandle*>(self);
    const std::size_t length = size * count;
    if (handle.body_.size() + length > handle.rules_.answer_bytes) {
        handle.is_oversized_ = true;
        return 0;
    }
    try {
        handle.body_.append(bytes, length);
    } catch (const std::bad_alloc&) {
        handle.is_oversized_ = true;
        return 0;
    }
    return length;
}

TryReport CurlHandle::report(int code) {
    TryReport report;
    report.was_begun = true;
    long sent_bytes = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_REQUEST_SIZE, &sent_bytes);
    report.was_sent = sent_bytes > 0;
    // To libcurl a connection that ends within the header is the end of an empty reply.
    if (code == CURLE_OK && !has_whole_header_) code = CURLE_GOT_NOTHING;
    if (code != CURLE_OK) {
        report.setback = setback_from_code(code, report.was_sent);
        return report;
    }
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle_.get(), CURLINFO_CONTENT_TYPE, &type);
    report.status = static_cast<int>(status);
    if (type != nullptr) report.content_type = type;
    report.body = std::move(body_);
    return report;
}

Setback CurlHandle::setback_from_code(int code, bool was_sent) const {
    const std::string_view words = error_.c_str();
    const std::string_view told = words.empty() ? curl_easy_strerror(static_cast<CURLcode>(code)) : words;
    const auto setback = [&](Trouble trouble, Remedy remedy) {
        return Setback{
            {trouble, 0, fmt::format("curl {}: {}", code, loggable(told, 300))}, remedy, !was_sent};
    };
    if (is_oversized_) return setback(Trouble::too_large, Remedy::none);
    if (header_bytes_ > most_header_bytes) return setback(Trouble::not_a_cluster, Remedy::elsewhere);
    if (is_of_tls(code)) {
        return setback(was_cut_off(words) ? Trouble::unreachable : Trouble::certificate, Remedy::elsewhere);
    }
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return setback(was_sent ? Trouble::timed_out : Trouble::unreachable, Remedy::elsewhere);
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, or nothing like HTTP
        case CURLE_BAD_CONTENT_ENCODING:
        case CURLE_HTTP2:
            return setback(Trouble::not_a_cluster, Remedy::elsewhere);
        case CURLE_URL_MALFORMAT:
            return setback(Trouble::bad_request, Remedy::none);
        default:
            return setback(Trouble::unreachable, Remedy::elsewhere);
    }
}

long CurlHandle::opened() const {
    long opened = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_NUM_CONNECTS, &opened);
    return opened;
}

}  // namespace motcua::adapters::elasticsearch
