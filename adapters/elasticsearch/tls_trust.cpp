// OpenSSL's verify callback that knows a certificate by its SHA-256.
#include "adapters/elasticsearch/tls_trust.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <memory>

namespace motcua::adapters::elasticsearch {
namespace {

struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const noexcept { sk_X509_free(stack); }
};
using StackPtr = std::unique_ptr<STACK_OF(X509), FreeStack>;

/// The certificate of that fingerprint, or null.
X509* find(STACK_OF(X509) * chain, const Fingerprint& wanted) {
    for (int i = 0; i < sk_X509_num(chain); ++i) {
        X509* certificate = sk_X509_value(chain, i);
        Fingerprint digest{};
        unsigned length = 0;
        const int made = X509_digest(certificate, EVP_sha256(), digest.data(), &length);
        if (made == 1 && length == digest.size() && digest == wanted) return certificate;
    }
    return nullptr;
}

int refuse(X509_STORE_CTX* check) {
    X509_STORE_CTX_set_error(check, X509_V_ERR_CERT_UNTRUSTED);
    return 0;
}

int verify_by_anchor(X509_STORE_CTX* check, const Fingerprint& wanted) {
    X509* anchor = find(X509_STORE_CTX_get0_untrusted(check), wanted);
    const StackPtr anchors(sk_X509_new_null());
    if (anchor == nullptr || !anchors || sk_X509_push(anchors.get(), anchor) == 0) return refuse(check);
    X509_STORE_CTX_set0_trusted_stack(check, anchors.get());
    X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(check), X509_V_FLAG_PARTIAL_CHAIN);
    return X509_verify_cert(check) == 1 ? 1 : 0;
}

int verify(X509_STORE_CTX* check, void* data) {
    const auto& trust = *static_cast<const TlsTrust*>(data);
    if (!trust.beside_ca_file) return verify_by_anchor(check, trust.fingerprint);
    if (X509_verify_cert(check) != 1) return 0;
    return find(X509_STORE_CTX_get0_chain(check), trust.fingerprint) != nullptr ? 1 : refuse(check);
}

}  // namespace

void demand_fingerprint(void* ssl_context, const TlsTrust& trust) {
    // OpenSSL hands the data back as it was given; verify() only reads it.
    SSL_CTX_set_cert_verify_callback(static_cast<SSL_CTX*>(ssl_context), verify,
                                     const_cast<TlsTrust*>(&trust));
}

bool holds_certificate(const std::string& pem_file) {
    const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), &X509_STORE_free);
    const bool loaded = store && X509_STORE_load_file(store.get(), pem_file.c_str()) == 1;
    ERR_clear_error();
    return loaded;
}

}  // namespace motcua::adapters::elasticsearch
