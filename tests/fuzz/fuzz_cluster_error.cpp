// Fuzz target: any status and body as a search cluster's reply; each but a 2xx has a trouble, and what is
// logged is short and plain.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/elasticsearch/cluster_error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace motcua::adapters::elasticsearch;
    // The first line: three digits of the status, then the content type.
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string_view line = input.substr(0, input.find('\n'));
    if (line.size() < 3 || line.size() == size) return 0;
    int status = 0;
    for (const char c : line.substr(0, 3)) status = status * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
    const std::string_view body = input.substr(line.size() + 1);
    const auto setback = setback_from(status, line.substr(3), body);
    if (!setback) {
        if (status < 200 || status > 299) std::abort();
        return 0;
    }
    const Failure& failure = setback->failure;
    const bool is_success = status >= 200 && status <= 299;
    if (is_success && failure.trouble != Trouble::not_a_cluster) std::abort();
    if (failure.status != status || name_of(failure.trouble) == "unknown") std::abort();
    if (failure.detail.empty() || failure.detail.size() > 500) std::abort();
    if (std::any_of(failure.detail.begin(), failure.detail.end(), [](char c) { return c < ' ' || c > '~'; }))
        std::abort();
    // A 4xx that says nothing of being busy is never asked twice, however it is worded.
    if ((status == 400 || status == 404) && setback->remedy != Remedy::none &&
        failure.trouble != Trouble::not_a_cluster)
        std::abort();
    return 0;
}
