// gunzip: whole files come out, damaged and oversized ones are refused with a reason.
#include <catch2/catch.hpp>
#include <zlib.h>

#include "adapters/gzip.hpp"

using motcua::adapters::gunzip;
using motcua::adapters::is_gzip;

namespace {

std::string packed(const std::string& text) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

constexpr std::size_t enough = 10'000'000;

}  // namespace

TEST_CASE("what was packed comes out whole", "[index][gzip]") {
    using namespace std::string_literals;
    for (const std::string& text : {""s, "khai sinh"s, "a\0b"s, std::string(3'000'000, 'x')}) {
        const auto bytes = packed(text);
        CHECK(is_gzip(bytes));
        const auto unpacked = gunzip(bytes, enough);
        REQUIRE(unpacked);
        CHECK(*unpacked == text);
    }
}

TEST_CASE("two packed files in a row are one", "[index][gzip]") {
    const auto unpacked = gunzip(packed("khai ") + packed("sinh"), enough);
    REQUIRE(unpacked);
    CHECK(*unpacked == "khai sinh");
}

TEST_CASE("a bomb is refused before it fills the memory", "[index][gzip]") {
    const auto bytes = packed(std::string(5'000'000, 'x'));
    CHECK(bytes.size() < 10'000);
    CHECK_FALSE(gunzip(bytes, 1'000'000));
    CHECK_FALSE(gunzip(bytes, 4'999'999));
    CHECK(gunzip(bytes, 5'000'000));
}

TEST_CASE("a damaged file is refused with a reason", "[index][gzip]") {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += std::to_string(i * i) + " ";
    const auto bytes = packed(text);
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 1}) {
        INFO("cut at " << size);
        const auto cut = gunzip(bytes.substr(0, size), enough);
        REQUIRE_FALSE(cut);
        CHECK_FALSE(cut.error().empty());
    }
    auto flipped = bytes;
    flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);  // in the checksum
    CHECK_FALSE(gunzip(flipped, enough));
    CHECK_FALSE(gunzip("khai sinh", enough));
    CHECK_FALSE(is_gzip("khai sinh"));
    CHECK_FALSE(is_gzip("\x1f"));
    CHECK_FALSE(is_gzip(""));
}
