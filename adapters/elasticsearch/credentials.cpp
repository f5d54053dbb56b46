// Reads the secrets' files: one line, bounded, of printable bytes.
#include "adapters/elasticsearch/credentials.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::size_t most_secret_bytes = 4096;

std::string base64(std::string_view bytes) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t here = std::min<std::size_t>(3, bytes.size() - at);
        unsigned group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = group << 8u | (i < here ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            text += i <= here ? letters[group >> (18u - 6u * i) & 63u] : '=';
        }
    }
    return text;
}

/// The first line without white space around it; nothing when there is none or it has control bytes.
std::optional<std::string> secret_in(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::array<char, most_secret_bytes + 1> bytes{};
    file.read(bytes.data(), bytes.size());
    std::string_view text(bytes.data(), static_cast<std::size_t>(file.gcount()));
    text = text.substr(0, text.find('\n'));
    constexpr std::string_view white = " \t\r";
    const auto first = text.find_first_not_of(white);
    if (first == std::string_view::npos || text.size() > most_secret_bytes) return std::nullopt;
    text = text.substr(first, text.find_last_not_of(white) + 1 - first);
    const bool is_clean = std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != 0x7f; });
    return is_clean ? std::optional<std::string>(text) : std::nullopt;
}

std::optional<std::string> api_key_header(const std::string& path) {
    const auto key = secret_in(path);
    if (!key) return std::nullopt;
    const bool is_pair = key->find(':') != std::string::npos;
    return "Authorization: ApiKey " + (is_pair ? base64(*key) : *key);
}

std::optional<std::string> basic_header(const std::string& user, const std::string& path) {
    const auto password = secret_in(path);
    if (!password) return std::nullopt;
    return "Authorization: Basic " + base64(user + ':' + *password);
}

std::optional<std::string> header_from(const std::string& api_key_file, const std::string& user,
                                       const std::string& password_file) {
    if (!api_key_file.empty()) return api_key_header(api_key_file);
    if (!user.empty()) return basic_header(user, password_file);
    return std::string();
}

}  // namespace

Credentials::Credentials(const TransportSettings& settings)
    : api_key_file_(settings.api_key_file), user_(settings.user), password_file_(settings.password_file) {
    auto header = header_from(api_key_file_, user_, password_file_);
    if (!header) {
        throw std::runtime_error("no secret can be read from " +
                                 (api_key_file_.empty() ? password_file_ : api_key_file_));
    }
    header_ = *std::move(header);
}

std::string Credentials::header() const {
    const std::lock_guard lock(mutex_);
    return header_;
}

bool Credentials::renew(const std::string& refused) {
    const std::lock_guard lock(mutex_);
    if (header_ != refused) return true;
    auto header = header_from(api_key_file_, user_, password_file_);
    if (!header || *header == header_) return false;
    header_ = *std::move(header);
    return true;
}

}  // namespace motcua::adapters::elasticsearch
