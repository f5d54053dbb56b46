// Decodes with every candidate and counts the syllables that come out.
#include "intents/text/encoding_repair.hpp"

#include <algorithm>
#include <utility>

#include "intents/text/code_point.hpp"
#include "intents/text/composition.hpp"
#include "intents/text/legacy_charset.hpp"
#include "intents/text/mojibake.hpp"
#include "intents/text/syllable.hpp"
#include "intents/text/viqr.hpp"
#include "intents/text/word.hpp"

namespace motcua::intents {
namespace {

constexpr double least_gain = 0.15;       // of the share of words that are syllables
constexpr double viqr_share = 0.8;        // of the words with diacritics that are syllables
constexpr std::size_t sample_size = 600;  // code points that are looked at to decide

struct Score {
    double syllables = 0;           // share of the words
    double accented_syllables = 0;  // share of the words with diacritics
    std::size_t accented = 0;       // how many words have diacritics
};

double share(std::size_t part, std::size_t whole) noexcept {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

Score score_of(const Pieces& sample) {
    const Pieces composed = compose(sample).pieces;
    std::size_t words = 0;
    std::size_t syllables = 0;
    std::size_t accented_syllables = 0;
    Score score;
    for (std::size_t at = 0; at < composed.size(); ++at) {
        Word word;
        bool whole = true;
        bool digits = false;
        const std::size_t begin = at;
        for (; at < composed.size() && is_word_part(composed[at].code_point); ++at) {
            const auto letter = letter_of(composed[at].code_point);
            digits |= composed[at].code_point >= U'0' && composed[at].code_point <= U'9';
            whole &= letter.has_value() && !word.is_full();
            if (letter) word.push(*letter);
        }
        if (at == begin || digits) continue;
        ++words;
        const bool accented = !is_plain(word.span());
        const bool syllable = whole && is_syllable(word.span());
        score.accented += accented ? 1 : 0;
        syllables += syllable ? 1 : 0;
        accented_syllables += accented && syllable ? 1 : 0;
    }
    score.syllables = share(syllables, words);
    score.accented_syllables = share(accented_syllables, score.accented);
    return score;
}

bool is_letter(const Pieces& pieces, std::size_t at) noexcept {
    return at < pieces.size() && letter_row(pieces[at].code_point).lower != 0;
}

/// A character of Latin-1 or Windows-1252 that is no letter of ours stands in a word.
bool may_be_legacy(const Pieces& pieces) noexcept {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const char32_t c = pieces[i].code_point;
        if (c < 0x80 || is_letter(pieces, i) || !byte_shown_as(c)) continue;
        if ((i > 0 && is_letter(pieces, i - 1)) || is_letter(pieces, i + 1)) return true;
    }
    return false;
}

class Contest {
  public:
    explicit Contest(const Pieces& typed) : typed_(typed), sample_(typed.begin(), typed.begin() + sample_end(typed)) {
        to_beat_ = score_of(sample_).syllables + least_gain;
    }

    void enter(LegacyCharset charset) {
        if (wins(decoded(charset, sample_))) win({decoded(charset, typed_), false});
    }
    /// Its signs cut words into pieces that are syllables by chance, so only what the signs make is judged.
    void enter_viqr() {
        const Score score = score_of(decoded_viqr(sample_));
        if (score.accented < 2 || score.accented_syllables < viqr_share) return;
        win({decoded_viqr(typed_), false});
    }
    void enter_mojibake() {
        auto repaired = without_mojibake(sample_);
        if (repaired.repaired == 0) return;
        const bool twice = without_mojibake(repaired.pieces).repaired > 0;
        if (twice) repaired = without_mojibake(repaired.pieces);
        if (!wins(repaired.pieces)) return;
        win({without_mojibake(typed_).pieces, true});
        if (twice) best_.pieces = without_mojibake(best_.pieces).pieces;
    }
    bool is_won() const noexcept { return won_; }
    EncodingRepair take_best() { return std::move(best_); }

  private:
    static std::ptrdiff_t sample_end(const Pieces& typed) noexcept {
        return static_cast<std::ptrdiff_t>(std::min(typed.size(), sample_size));
    }
    bool wins(const Pieces& candidate) {
        const Score score = score_of(candidate);
        if (score.accented == 0 || score.syllables < to_beat_) return false;
        to_beat_ = score.syllables + 1e-9;  // the next one must be better
        return true;
    }

    void win(EncodingRepair repair) {
        best_ = std::move(repair);
        won_ = true;
    }

    const Pieces& typed_;
    Pieces sample_;
    double to_beat_ = 0;
    bool won_ = false;
    EncodingRepair best_;
};

}  // namespace

std::optional<EncodingRepair> repair_encoding(const ReadText& text) {
    constexpr int least_viqr_signs = 2;
    const bool viqr = text.viqr_like >= least_viqr_signs;
    const bool legacy = text.vni_like || (text.unusual && may_be_legacy(text.pieces));
    if (!viqr && !legacy) return std::nullopt;
    Contest contest(text.pieces);
    if (legacy) {
        contest.enter_mojibake();
        for (const LegacyCharset charset : legacy_charsets) contest.enter(charset);
    }
    if (viqr && !contest.is_won()) contest.enter_viqr();
    if (!contest.is_won()) return std::nullopt;
    return contest.take_best();
}

}  // namespace motcua::intents
