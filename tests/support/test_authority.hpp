// Certificates made at run time: an authority, what it signs, and a script's server that shows them.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <signal.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scripted_server.hpp"

namespace motcua::tests {

struct FreeOpenSsl {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
    void operator()(SSL* connection) const noexcept { SSL_free(connection); }
};
template <class T>
using Owned = std::unique_ptr<T, FreeOpenSsl>;

struct CertificateWish {
    const char* common_name = "test";
    const char* names = nullptr;  // "DNS:localhost,IP:127.0.0.1"
    bool is_authority = false;
    long from_s = -60;  // from now
    long to_s = 3600;
};

/// A key and its certificate.
class Identity {
  public:
    /// Signed by `issuer`, or by itself.
    explicit Identity(const CertificateWish& wish, const Identity* issuer = nullptr)
        : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
        static long serial = 1;
        X509* made = certificate_.get();
        X509_set_version(made, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(made), serial++);
        X509_gmtime_adj(X509_getm_notBefore(made), wish.from_s);
        X509_gmtime_adj(X509_getm_notAfter(made), wish.to_s);
        X509_set_pubkey(made, key_.get());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(wish.common_name), -1, -1, 0);
        const Identity& signer = issuer != nullptr ? *issuer : *this;
        X509_set_issuer_name(made, X509_get_subject_name(signer.certificate_.get()));
        if (wish.names != nullptr) extend(NID_subject_alt_name, wish.names);
        extend(NID_basic_constraints, wish.is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
        X509_sign(made, signer.key_.get(), EVP_sha256());
    }

    X509* certificate() const { return certificate_.get(); }
    void save(const std::filesystem::path& path) const {
        FILE* file = std::fopen(path.c_str(), "w");
        PEM_write_X509(file, certificate_.get());
        std::fclose(file);
    }
    /// SHA-256 of the DER, as hex digits with `between` between the bytes.
    std::string fingerprint(std::string_view between = "") const {
        std::array<unsigned char, 32> digest{};
        unsigned length = 0;
        X509_digest(certificate_.get(), EVP_sha256(), digest.data(), &length);
        std::string hex;
        for (const unsigned char byte : digest) {
            static constexpr std::string_view digits = "0123456789ABCDEF";
            if (!hex.empty()) hex += between;
            hex += digits[byte >> 4];
            hex += digits[byte & 15];
        }
        return hex;
    }
    /// What a server shows: this certificate, then `chain`.
    Owned<SSL_CTX> context(const std::vector<const Identity*>& chain = {}) const {
        Owned<SSL_CTX> context(SSL_CTX_new(TLS_server_method()));
        SSL_CTX_use_certificate(context.get(), certificate_.get());
        SSL_CTX_use_PrivateKey(context.get(), key_.get());
        for (const Identity* link : chain) SSL_CTX_add1_chain_cert(context.get(), link->certificate());
        return context;
    }

  private:
    void extend(int kind, const char* value) {
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
        X509_add_ext(certificate_.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }

    Owned<EVP_PKEY> key_;
    Owned<X509> certificate_;
};

/// Answers requests without a body over TLS by `reply`, and counts the bytes that a client trusted it with.
inline ScriptedServer::Script tls_script(SSL_CTX* context, std::atomic<int>& bytes, std::string reply) {
    return [context, &bytes, reply = std::move(reply)](ServedConnection& connection) {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGPIPE);  // OpenSSL writes without MSG_NOSIGNAL
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        const Owned<SSL> tls(SSL_new(context));
        SSL_set_fd(tls.get(), connection.socket());
        if (SSL_accept(tls.get()) != 1) return;
        std::string request;
        std::array<char, 4096> piece{};
        for (;;) {
            const int got = SSL_read(tls.get(), piece.data(), static_cast<int>(piece.size()));
            if (got <= 0) return;
            bytes += got;
            request.append(piece.data(), static_cast<std::size_t>(got));
            if (request.find("\r\n\r\n") == std::string::npos) continue;
            SSL_write(tls.get(), reply.data(), static_cast<int>(reply.size()));
            request.clear();
        }
    };
}

}  // namespace motcua::tests
