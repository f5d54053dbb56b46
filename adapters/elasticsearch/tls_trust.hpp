// Trust in a certificate by its fingerprint, as Elasticsearch prints one for its own authority.
#pragma once

#include <string>

#include "adapters/elasticsearch/transport_settings.hpp"

namespace motcua::adapters::elasticsearch {

struct TlsTrust {
    Fingerprint fingerprint{};
    bool beside_ca_file = false;  // the chain must also lead to an authority of the CA file
};

/// Makes an OpenSSL SSL_CTX accept only chains that hold the certificate of that fingerprint. Without a CA
/// file that certificate is the one anchor, so the server's own certificate must be signed by it: a copy of
/// the authority in a stranger's chain proves nothing. Dates, signatures and use are checked as ever; the
/// host name is checked by who made the connection. `trust` must outlive the context.
void demand_fingerprint(void* ssl_context, const TlsTrust& trust);

/// Whether a PEM file can be read and holds at least one certificate.
bool holds_certificate(const std::string& pem_file);

}  // namespace motcua::adapters::elasticsearch
