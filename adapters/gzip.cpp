// zlib's inflate in chunks, with a cap on what comes out.
#include "adapters/gzip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <memory>

namespace motcua::adapters {
namespace {

struct EndInflate {
    void operator()(z_stream* stream) const noexcept { inflateEnd(stream); }
};

}  // namespace

bool is_gzip(std::string_view bytes) noexcept { return bytes.size() > 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b'; }

tl::expected<std::string, std::string> gunzip(std::string_view bytes, std::size_t most) {
    constexpr int gzip_window = 15 + 16;
    z_stream stream{};
    if (inflateInit2(&stream, gzip_window) != Z_OK) return tl::unexpected(std::string("cannot start unpacking"));
    const std::unique_ptr<z_stream, EndInflate> guard(&stream);
    std::string in(bytes);
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    std::string out;
    std::string chunk(std::size_t{256} << 10U, '\0');
    for (int code = Z_OK; code != Z_STREAM_END || stream.avail_in > 0;) {
        if (code == Z_STREAM_END) inflateReset(&stream);  // a file may be several packed ones in a row
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        code = inflate(&stream, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END) return tl::unexpected(std::string("is no whole gzip file"));
        out.append(chunk, 0, chunk.size() - stream.avail_out);
        if (out.size() > most) return tl::unexpected(fmt::format("unpacks to more than {} MiB", most >> 20U));
    }
    return out;
}

}  // namespace motcua::adapters
