// What the transport is told: nodes, trust, credentials, bounds; and what may be wrong with that.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters::elasticsearch {

struct TransportSettings {
    std::vector<std::string> hosts;  // "https://search1.example:9200", a path in front is allowed
    std::string ca_file;             // PEM, trusted instead of the system's authorities
    std::string ca_fingerprint;      // SHA-256 of a certificate of the chain: 64 hex digits, colons allowed
    std::string api_key_file;        // holds "id:key" or its base64 (Elasticsearch calls that `encoded`)
    std::string user;                // with password_file instead of an API key
    std::string password_file;       // its first line
    std::string opaque_id;           // X-Opaque-Id; one value for the life of this process
    std::chrono::milliseconds deadline{1'200};       // what a search gives its Exchange
    std::chrono::milliseconds connect_timeout{500};  // address, TCP and TLS together
    std::size_t connections = 16;                    // in total, idle ones too
    std::size_t connections_per_host = 8;            // of these to one node
    std::size_t waiting = 64;                        // exchanges that may wait for a connection
    std::size_t answer_bytes = 8u << 20u;            // of a body, inflated
};

/// SHA-256 of a certificate's DER, what Elasticsearch prints as the CA's fingerprint.
using Fingerprint = std::array<unsigned char, 32>;

/// Nothing unless `hex` is 64 hex digits, with a colon between two pairs or without any.
std::optional<Fingerprint> read_fingerprint(std::string_view hex);

struct HostAddress {
    std::string base;       // "https://search1.example:9200/prefix", no slash at its end
    bool secure = false;    // https
    bool loopback = false;  // 127.0.0.0/8, `localhost` or `[::1]`
};

/// Nothing unless `url` is absolute, http or https, without user, query or fragment.
std::optional<HostAddress> read_host(const std::string& url);

/// Every mistake as "name: what is allowed", never the value. Empty: none. Opens no file.
/// Credentials over plain http are allowed to this machine only.
std::vector<std::string> mistakes_in(const TransportSettings& settings);

}  // namespace motcua::adapters::elasticsearch
