// Onset class, rime letters, coda class.
#include "intents/text/phonetic_key.hpp"

#include <algorithm>
#include <array>

#include "intents/text/syllable.hpp"

namespace motcua::intents {
namespace {

struct SoundClass {
    std::string_view spelled;
    std::string_view sound;
};

// What is in no row sounds as it is spelled. qu keeps its glide as the u of the rime.
constexpr std::array<SoundClass, 11> onsets{{
    {"ngh", "ng"}, {"tr", "ch"}, {"gh", "g"}, {"gi", "d"}, {"r", "d"}, {"v", "d"}, {"x", "s"}, {"n", "l"},
    {"c", "k"}, {"q", "k"}, {"g", "g"},
}};
constexpr std::array<SoundClass, 4> codas{{{"ng", "n"}, {"nh", "n"}, {"ch", "t"}, {"c", "t"}}};

template <class Table>
std::string_view sound_in(const Table& table, std::string_view spelled) noexcept {
    const auto row = std::find_if(table.begin(), table.end(), [spelled](const SoundClass& r) { return r.spelled == spelled; });
    return row == table.end() ? spelled : row->sound;
}

bool is_vowel_letter(char c) noexcept { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

std::size_t onset_size(std::string_view folded) noexcept {
    const auto size = static_cast<std::size_t>(std::find_if(folded.begin(), folded.end(), is_vowel_letter) - folded.begin());
    const bool gi = folded.starts_with("gi") && folded.size() > 2 && is_vowel_letter(folded[2]);
    return gi ? 2 : size;
}

}  // namespace

std::string phonetic_key(std::string_view folded) {
    if (!is_syllable_shape(folded)) return std::string(folded);
    const auto onset = folded.substr(0, onset_size(folded));
    std::string_view rime = folded.substr(onset.size());
    // "gi", "gin" are gi as well, and their i is the rime's own.
    std::string key(onset == "g" && rime.starts_with('i') ? "d" : sound_in(onsets, onset));
    // lí and lý are one, yên and iên too; ay and ai, uy and ui are not.
    if (rime.starts_with('y')) {
        key += 'i';
        rime.remove_prefix(1);
    }
    const auto vowels = static_cast<std::size_t>(std::find_if_not(rime.begin(), rime.end(), is_vowel_letter) - rime.begin());
    key += rime.substr(0, vowels);
    key += sound_in(codas, rime.substr(vowels));
    return key;
}

}  // namespace motcua::intents
