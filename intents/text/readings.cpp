// Asks each source of readings in turn; a token that is a syllable as it stands is asked for abbreviations only.
#include "intents/text/readings.hpp"

#include <algorithm>
#include <array>

#include "intents/text/abbreviations.hpp"
#include "intents/text/ascii.hpp"
#include "intents/text/english_words.hpp"
#include "intents/text/respelling.hpp"
#include "intents/text/segmentation.hpp"
#include "intents/text/syllable.hpp"
#include "intents/text/telex.hpp"
#include "intents/text/word.hpp"

namespace motcua::intents {
namespace {

constexpr std::size_t most_readings = 8;
constexpr double known_short = 0.9;      // an abbreviation that is no syllable
constexpr double short_or_word = 0.5;    // "ca", "an": a word as well
constexpr double next_expansion = 0.6;   // each further meaning, of the one before
constexpr double keys_with_shape = 0.9;  // "dduowcj": nothing else is spelled so
constexpr double keys_of_tone = 0.75;    // "kys": one letter too many could also be a slip
constexpr double number_behind = 0.5;    // "quan1": a tone key, or the number of a district
constexpr double unlikely = 0.3;         // the token has a better reading already
constexpr double glued_word = 0.8;
constexpr double next_way = 0.6;         // of two ways to cut a glued word
constexpr double respelled = 0.7;

class ReadingFinder {
  public:
    explicit ReadingFinder(const Token& token) : token_(token) {}

    std::vector<Reading> run() {
        const auto word = word_of(token_.accented);
        const bool syllable = word && may_be_syllable(word->span());
        const bool known = abbreviations(syllable);
        if (syllable || is_ascii_digit(token_.accented.front())) return sorted();
        if (!word) {
            if (!known) digits_inside();
        } else if (!is_english(token_.accented)) {
            const bool decoded = keys(known);
            glued(known || decoded);
            if (!known) respellings();
        }
        return sorted();
    }

  private:
    void add(std::vector<std::string> syllables, double weight, ReadingKind kind) {
        readings_.push_back({std::move(syllables), weight, kind});
    }

    bool abbreviations(bool syllable) {
        double weight = syllable ? short_or_word : known_short;
        for (const Expansion& expansion : abbreviations_of(token_)) {
            add(expansion, weight, ReadingKind::abbreviation);
            weight *= next_expansion;
        }
        return !readings_.empty();
    }

    bool keys(bool known) {
        auto syllable = decoded_telex(token_.accented);
        if (!syllable) return false;
        const bool shaped = token_.accented.find('w') != std::string::npos || has_double();
        add({std::move(*syllable)}, known ? unlikely : shaped ? keys_with_shape : keys_of_tone, ReadingKind::telex);
        return true;
    }

    bool has_double() const noexcept {
        const std::string& typed = token_.accented;
        return std::adjacent_find(typed.begin(), typed.end()) != typed.end();
    }

    void digits_inside() {
        const std::string& typed = token_.accented;
        const auto first_digit = static_cast<std::size_t>(std::find_if(typed.begin(), typed.end(), is_ascii_digit) - typed.begin());
        const bool number_at_end = std::all_of(typed.begin() + static_cast<std::ptrdiff_t>(first_digit), typed.end(), is_ascii_digit);
        const bool one_tone_digit = number_at_end && typed.size() - first_digit == 1 && typed.back() < '6';
        if (auto syllable = decoded_vni_keys(typed)) {
            add({std::move(*syllable)}, one_tone_digit ? keys_of_tone : keys_with_shape, ReadingKind::vni);
        }
        const auto letters = word_of(typed.substr(0, first_digit));
        if (number_at_end && first_digit < typed.size() && letters && letters->size > 1 && may_be_syllable(letters->span())) {
            add({typed.substr(0, first_digit), typed.substr(first_digit)}, number_behind, ReadingKind::glued);
        }
    }

    void glued(bool read_otherwise) {
        double weight = read_otherwise ? unlikely : glued_word;
        for (auto& way : segmentations(token_.accented, 3)) {
            add(std::move(way), weight, ReadingKind::glued);
            weight *= next_way;
        }
    }

    void respellings() {
        double weight = respelled;
        for (auto& syllable : respellings_of(token_.accented)) {
            add({std::move(syllable)}, weight, ReadingKind::dialect);
            weight *= next_expansion;
        }
    }

    std::vector<Reading> sorted() {
        std::stable_sort(readings_.begin(), readings_.end(), [](const Reading& a, const Reading& b) { return a.weight > b.weight; });
        if (readings_.size() > most_readings) readings_.resize(most_readings);
        return std::move(readings_);
    }

    const Token& token_;
    std::vector<Reading> readings_;
};

}  // namespace

std::string_view name_of(ReadingKind kind) noexcept {
    constexpr std::array<std::string_view, 5> names{"abbreviation", "telex", "vni", "dialect", "glued"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<Reading> readings_of(const Token& token) {
    if (token.accented.empty()) return {};
    return ReadingFinder(token).run();
}

}  // namespace motcua::intents
