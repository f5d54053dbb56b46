// Tries every place where a lead byte of our letters may be shown.
#include "intents/text/mojibake.hpp"

#include "intents/text/code_point.hpp"
#include "intents/text/legacy_charset.hpp"
#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

struct Sequence {
    char32_t code_point = 0;
    std::size_t size = 0;  // 0: nothing there to repair
};

bool is_expected(char32_t c) noexcept {
    // What is shown as a byte again was read wrongly twice.
    return (letter_row(c).lower != 0 && c >= 0x80) || (c >= 0x2010 && c <= 0x2026) || (c >= 0x300 && c <= 0x323) ||
           (c >= 0xA0 && byte_shown_as(c).has_value());
}

Sequence sequence_at(const Pieces& typed, std::size_t at) {
    const auto lead = byte_shown_as(typed[at].code_point);
    if (!lead || *lead < 0xC2 || *lead > 0xE2) return {};
    const std::size_t size = *lead >= 0xE0 ? 3 : 2;
    if (at + size > typed.size()) return {};
    char bytes[3];
    for (std::size_t i = 0; i < size; ++i) {
        const auto byte = byte_shown_as(typed[at + i].code_point);
        if (!byte) return {};
        bytes[i] = static_cast<char>(*byte);
    }
    std::size_t read = 0;
    const char32_t c = next_code_point({bytes, size}, read);
    return c != ill_formed && is_expected(c) ? Sequence{c, size} : Sequence{};
}

}  // namespace

MojibakeRepair without_mojibake(const Pieces& typed) {
    MojibakeRepair made;
    made.pieces.reserve(typed.size());
    for (std::size_t at = 0; at < typed.size();) {
        const Sequence found = sequence_at(typed, at);
        if (found.size == 0) {
            made.pieces.push_back(typed[at++]);
            continue;
        }
        ++made.repaired;
        made.pieces.push_back({found.code_point, typed[at].begin, typed[at + found.size - 1].end});
        at += found.size;
    }
    return made;
}

}  // namespace motcua::intents
