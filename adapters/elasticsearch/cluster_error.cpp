// The table of statuses and error types, read out of Elasticsearch's and OpenSearch's error bodies.
#include "adapters/elasticsearch/cluster_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/wire_json.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::size_t most_reason_bytes = 200;
constexpr std::size_t most_type_bytes = 80;
constexpr int deepest_cause = 8;

/// What an error body says of itself; empty where it is no such body.
struct ErrorBody {
    std::vector<std::string> types;  // the outermost first, then those of the causes
    std::string reason;              // the first one that quotes no request
    bool is_permanent = false;       // of a memory breaker
};

bool begins_with(std::string_view text, std::string_view beginning) noexcept {
    return text.substr(0, beginning.size()) == beginning;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

bool is_html(std::string_view content_type, std::string_view body) {
    const std::string type = lower_case(content_type);
    if (begins_with(type, "text/html") || begins_with(type, "application/xhtml+xml")) return true;
    const auto first = body.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || body[first] != '<') return false;
    const std::string start = lower_case(body.substr(first, 16));
    return begins_with(start, "<!doctype") || begins_with(start, "<html");
}

/// Reasons of these are the server's own words; those of a parser or of a full queue quote the request.
bool quotes_no_request(std::string_view type) noexcept {
    return type == "circuit_breaking_exception" || type == "cluster_block_exception" ||
           type == "index_not_found_exception";
}

void note(const WireNode& error, int depth, ErrorBody& read) {
    if (!error.is(WireNode::Kind::object) || depth > deepest_cause) return;
    const std::string type = error["type"].string();
    if (!type.empty()) read.types.push_back(type);
    if (read.reason.empty() && quotes_no_request(type)) read.reason = error["reason"].string();
    if (error["durability"].string() == "PERMANENT") read.is_permanent = true;
    note(error["caused_by"], depth + 1, read);
    for (const WireNode& cause : error["root_cause"].children) note(cause, depth + 1, read);
    for (const WireNode& shard : error["failed_shards"].children) note(shard["reason"], depth + 1, read);
}

ErrorBody error_body_from(std::string_view body) {
    ErrorBody read;
    if (const auto json = read_wire_json(body)) note((*json)["error"], 0, read);
    return read;
}

bool names(const ErrorBody& read, std::string_view type) {
    return std::find(read.types.begin(), read.types.end(), type) != read.types.end();
}

/// The block that a node sets while its disk is over the flood mark has the number 12.
bool is_flood_stage(const ErrorBody& read) {
    return names(read, "cluster_block_exception") && (read.reason.find("/12/") != std::string::npos ||
                                                      read.reason.find("flood-stage") != std::string::npos);
}

struct Judgement {
    Trouble trouble;
    Remedy remedy;
    bool undone = false;
};

Judgement judge_429(const ErrorBody& read) {
    if (names(read, "circuit_breaking_exception")) {
        return {Trouble::memory_full, read.is_permanent ? Remedy::none : Remedy::later, true};
    }
    if (is_flood_stage(read)) return {Trouble::disk_full, Remedy::none, true};
    return {Trouble::overloaded, Remedy::later, true};
}

Judgement judge_403(const ErrorBody& read) {
    // Before 7.8 the flood mark was told as 403. Other blocks are an operator's setting, no matter of rights.
    if (is_flood_stage(read)) return {Trouble::disk_full, Remedy::none, true};
    if (names(read, "cluster_block_exception")) return {Trouble::bad_request, Remedy::none, true};
    return {Trouble::refused_credentials, Remedy::credentials, true};
}

/// Statuses that mean the same whoever sends them, a node or a proxy before it.
std::optional<Judgement> judge_status(int status, const ErrorBody& read) {
    switch (status) {
        case 401:
            return Judgement{Trouble::refused_credentials, Remedy::credentials, true};
        case 403:
            return judge_403(read);
        case 408:
            return Judgement{Trouble::timed_out, Remedy::later};
        case 413:
            return Judgement{Trouble::too_large, Remedy::none, true};
        case 429:
            return judge_429(read);
        case 502:
        case 503:
            return Judgement{Trouble::server_error, Remedy::elsewhere};
        case 504:
            return Judgement{Trouble::timed_out, Remedy::elsewhere};
        default:
            return std::nullopt;
    }
}

Judgement judge(int status, bool html, const ErrorBody& read) {
    if (const auto known = judge_status(status, read)) return *known;
    // A cluster never redirects and never speaks HTML.
    if (html || status < 400 || status > 599) return {Trouble::not_a_cluster, Remedy::elsewhere};
    if (status == 404) return {Trouble::missing, Remedy::none};
    if (status < 500) return {Trouble::bad_request, Remedy::none};
    return {Trouble::server_error, Remedy::none};
}

std::string detail_of(int status, bool html, const ErrorBody& read) {
    std::string detail = fmt::format("HTTP {}", status);
    if (html) detail += ", HTML";
    std::string last;
    for (const std::string& type : read.types) {
        if (type == last || detail.size() > 200) continue;
        detail += ' ' + loggable(type, most_type_bytes);
        last = type;
    }
    if (!read.reason.empty()) detail += ": " + loggable(read.reason, most_reason_bytes);
    return detail;
}

}  // namespace

std::optional<Setback> setback_from(int status, std::string_view content_type, std::string_view body) {
    const bool html = is_html(content_type, body);
    if (status >= 200 && status <= 299 && !html) return std::nullopt;
    const ErrorBody read = html ? ErrorBody{} : error_body_from(body);
    const Judgement judged = judge(status, html, read);
    return Setback{{judged.trouble, status, detail_of(status, html, read)}, judged.remedy, judged.undone};
}

std::string_view name_of(Trouble trouble) noexcept {
    switch (trouble) {
        case Trouble::unreachable:
            return "unreachable";
        case Trouble::timed_out:
            return "timed_out";
        case Trouble::overloaded:
            return "overloaded";
        case Trouble::memory_full:
            return "memory_full";
        case Trouble::disk_full:
            return "disk_full";
        case Trouble::refused_credentials:
            return "refused_credentials";
        case Trouble::missing:
            return "missing";
        case Trouble::bad_request:
            return "bad_request";
        case Trouble::too_large:
            return "too_large";
        case Trouble::not_a_cluster:
            return "not_a_cluster";
        case Trouble::certificate:
            return "certificate";
        case Trouble::circuit_open:
            return "circuit_open";
        case Trouble::server_error:
            return "server_error";
    }
    return "unknown";
}

std::string loggable(std::string_view text, std::size_t bytes) {
    std::string clean(text.substr(0, bytes));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return clean;
}

}  // namespace motcua::adapters::elasticsearch
