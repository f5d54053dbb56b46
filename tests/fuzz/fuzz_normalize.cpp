// Fuzzes the normaliser and the readings: any bytes in, bounded well-formed text out, offsets inside the input.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "intents/normalized_text.hpp"
#include "intents/text/code_point.hpp"
#include "intents/text/phonetic_key.hpp"
#include "intents/text/readings.hpp"

namespace {

using namespace motcua::intents;

void require(bool holds) {
    if (!holds) std::abort();
}

bool is_well_formed(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (next_code_point(text, at) == ill_formed) return false;
    }
    return true;
}

void require_sound(const Reading& reading) {
    require(reading.weight > 0 && reading.weight <= 1 && !reading.syllables.empty());
    for (const std::string& syllable : reading.syllables) require(!syllable.empty() && is_well_formed(syllable));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const NormalizedText text = normalize(bytes);
    require(is_well_formed(text.accented()) && is_well_formed(text.folded()));
    require(text.accented().size() <= 4000 * 18 * 4);
    std::uint32_t begin = 0;
    for (const Token& token : text.tokens()) {
        require(token.begin >= begin && token.begin < token.end && token.end <= size);
        require(!token.accented.empty() && !token.folded.empty());
        begin = token.begin;
        for (const Reading& reading : readings_of(token)) require_sound(reading);
        require(!phonetic_key(token.folded).empty());
    }
    const std::string sent = to_nfc(bytes);
    require(is_well_formed(sent) && to_nfc(sent) == sent);
    return 0;
}
