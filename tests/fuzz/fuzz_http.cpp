// Feeds the request reader whole and in pieces: no crash, and all ways read the same requests.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "gateway/http/field_text.hpp"
#include "gateway/http/request_reader.hpp"

namespace {

using namespace motcua::gateway;

constexpr std::size_t header_bytes = 1024;
constexpr std::size_t body_bytes = 4096;
/// Refused, or waiting for the end of a request: an open quote in a chunk's extension is refused in pieces, and waited
/// for in a whole. Nothing more is read as a request either way.
constexpr const char* no_more = "no more";

void require(bool holds) {
    if (!holds) std::abort();
}

void require_sound(const Request& request) {
    require(is_token(request.method));
    require(!request.path.empty() && request.path.front() == '/');
    require(request.body.size() <= body_bytes);
    require(request.headers.size() <= 100 && !request.header("host").empty());
    for (const auto& [name, value] : request.headers) require(is_token(name) && is_field_value(value));
}

std::string story_of(std::string_view bytes, std::size_t piece) {
    RequestReader reader(header_bytes, body_bytes);
    std::string story;
    while (true) {
        const ReadStage stage = reader.advance();
        if (stage == ReadStage::refused) return story + no_more;
        if (stage == ReadStage::complete) {
            const bool keeps = reader.keeps_alive();
            const Request request = reader.take();
            require_sound(request);
            story.append(request.method + ' ' + request.path + '?' + request.query + '\n' + request.body +
                         '\n');
            if (!keeps) return story + "closed";
            reader.next();
            continue;
        }
        if (bytes.empty()) return story + (reader.untouched() ? "idle" : no_more);
        const auto room = reader.room();
        const std::size_t count = std::min({bytes.size(), room.size(), piece});
        std::copy_n(bytes.begin(), count, room.begin());
        bytes.remove_prefix(count);
        reader.arrived(count);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(data, data + size);
    const std::string whole = story_of(bytes, bytes.size() + 1);
    require(whole == story_of(bytes, 1));
    require(whole == story_of(bytes, 7));
    return 0;
}
