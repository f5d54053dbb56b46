// Checks a request, keeps a client an origin, and lets one call run.
#include "adapters/cpprest/cpprest_http_client.hpp"

#include <cpprest/producerconsumerstream.h>
#include <openssl/ssl.h>
#include <pplx/threadpool.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/cpprest/cpprest_call.hpp"
#include "adapters/cpprest/outgoing_url.hpp"

namespace motcua::adapters {
namespace {

namespace http = web::http;
using http::client::http_client;
using http::client::http_client_config;

constexpr std::size_t library_threads = 8;
/// Far more than the platforms we speak to; a wrong caller must not fill the memory.
constexpr std::size_t most_origins = 64;
/// The library's own limit counts silence, not the whole call; ours is in CpprestCall, this only tidies up.
constexpr std::chrono::minutes library_silence{2};

void start_library_threads() {
    static std::once_flag once;
    std::call_once(once, [] {
        try {
            crossplat::threadpool::initialize_with_threads(library_threads);
        } catch (const std::exception&) {
            // Somebody was faster; the library's default of 40 threads serves too.
        }
    });
}

bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool is_value(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= ' ' && byte != 0x7f);
    });
}

bool same_name(std::string_view name, std::string_view lower) noexcept {
    return std::equal(name.begin(), name.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    });
}

/// Host would move the check of the certificate to another name; the others are the library's to write.
bool is_reserved(std::string_view name) noexcept {
    static constexpr std::array<std::string_view, 5> reserved{"host", "content-length", "transfer-encoding",
                                                              "connection", "expect"};
    return std::any_of(reserved.begin(), reserved.end(),
                       [name](std::string_view one) { return same_name(name, one); });
}

/// What is wrong with a request before any connection; empty when nothing is.
std::string mistake_in(const HttpRequest& request) {
    if (!is_token(request.method)) return "method is no token";
    for (const auto& [name, value] : request.headers) {
        if (!is_token(name)) return "header name is no token";
        if (!is_value(value)) return "header value has a control byte";
        if (is_reserved(name)) return "header is not the caller's to set";
    }
    return {};
}

/// A stream that cannot be rewound: the library then cannot send the body a second time by itself.
concurrency::streams::istream once_only(const std::string& body) {
    concurrency::streams::producer_consumer_buffer<std::uint8_t> buffer;
    const std::vector<std::uint8_t> bytes(body.begin(), body.end());
    buffer.putn_nocopy(bytes.data(), bytes.size()).wait();  // copies into its own blocks at once
    buffer.close(std::ios_base::out).wait();
    return buffer.create_istream();
}

http::http_request composed(const HttpRequest& request, const std::string& resource) {
    http::http_request composed(request.method);
    composed.set_request_uri(web::uri(resource));
    if (!request.body.empty()) {
        composed.set_body(once_only(request.body), request.body.size(), "application/octet-stream");
    }
    composed.headers().add("User-Agent", "motcua");  // the library would tell its name and version
    for (const auto& [name, value] : request.headers) {
        if (same_name(name, "content-type") || same_name(name, "user-agent")) composed.headers().remove(name);
        composed.headers().add(name, value);
    }
    return composed;
}

void trust_only(boost::asio::ssl::context& context, const std::string& ca_file) {
    SSL_CTX_set_cert_store(context.native_handle(), X509_STORE_new());  // forgets the system's CAs
    context.load_verify_file(ca_file);
}

void require_certificate(const std::string& ca_file) {
    try {
        boost::asio::ssl::context context(boost::asio::ssl::context::tls_client);
        context.load_verify_file(ca_file);
    } catch (const boost::system::system_error&) {
        throw std::runtime_error("CA file holds no certificate: " + ca_file);
    }
}

}  // namespace

/// The clients by origin. Safe to use from several threads at once.
class CpprestHttpClient::Origins {
  public:
    Origins(const std::string& ca_file, std::chrono::milliseconds connection_life) : connection_life_(connection_life) {
        config_.set_max_redirects(0);
        config_.set_validate_certificates(true);
        config_.set_timeout(library_silence);
        config_.set_ssl_context_callback([ca_file](boost::asio::ssl::context& context) {
            context.set_options(boost::asio::ssl::context::no_tlsv1 | boost::asio::ssl::context::no_tlsv1_1);
            if (!ca_file.empty()) trust_only(context, ca_file);
        });
    }

    /// The library keeps an idle connection for up to a minute, and a client with its connections: a client that
    /// has lived its time is replaced, calls under way end with the old one.
    std::shared_ptr<http_client> of(const std::string& origin) {
        const auto now = std::chrono::steady_clock::now();
        const std::lock_guard lock(mutex_);
        if (clients_.size() >= most_origins && clients_.count(origin) == 0) clients_.clear();
        auto& [client, made_at] = clients_[origin];
        if (!client || now - made_at >= connection_life_) {
            client = std::make_shared<http_client>(web::uri(origin), config_);
            made_at = now;
        }
        return client;
    }

    /// Its idle connections may be as dead as the one that failed.
    void drop(const std::string& origin, const std::shared_ptr<http_client>& client) {
        const std::lock_guard lock(mutex_);
        const auto found = clients_.find(origin);
        if (found != clients_.end() && found->second.client == client) clients_.erase(found);
    }

  private:
    struct Aged {
        std::shared_ptr<http_client> client;
        std::chrono::steady_clock::time_point made_at;
    };

    const std::chrono::milliseconds connection_life_;
    http_client_config config_;
    std::mutex mutex_;
    std::map<std::string, Aged> clients_;
};

CpprestHttpClient::CpprestHttpClient(const CpprestHttpClientSettings& settings)
    : reply_bytes_(settings.reply_bytes) {
    if (!settings.ca_file.empty()) require_certificate(settings.ca_file);
    start_library_threads();
    origins_ = std::make_shared<Origins>(settings.ca_file, settings.connection_life);
}

CpprestHttpClient::~CpprestHttpClient() = default;

tl::expected<HttpResponse, HttpError> CpprestHttpClient::send(const HttpRequest& request) {
    const auto url = split_url(request.url);
    if (!url) return tl::make_unexpected(HttpError{HttpFault::bad_request, "url is not allowed"});
    if (auto mistake = mistake_in(request); !mistake.empty()) {
        return tl::make_unexpected(HttpError{HttpFault::bad_request, std::move(mistake)});
    }
    std::shared_ptr<http_client> client;
    http::http_request sent;
    try {
        client = origins_->of(url->origin);
        sent = composed(request, url->resource);
    } catch (const std::exception&) {
        return tl::make_unexpected(HttpError{HttpFault::bad_request, "url is malformed"});
    }
    auto result = std::make_shared<CpprestCall>(reply_bytes_)->run(*client, sent, request.timeout);
    if (!result) origins_->drop(url->origin, client);
    return result;
}

}  // namespace motcua::adapters
