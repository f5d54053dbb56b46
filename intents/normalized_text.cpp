// Bytes to tokens in two passes; only a text with something unusual in it goes through the repairs between them.
#include "intents/normalized_text.hpp"

#include <array>
#include <utility>

#include "intents/text/composition.hpp"
#include "intents/text/encoding_repair.hpp"
#include "intents/text/look_alikes.hpp"
#include "intents/text/telex.hpp"
#include "intents/text/text_pieces.hpp"
#include "intents/text/token_reader.hpp"

namespace motcua::intents {
namespace {

constexpr std::array<std::string_view, 10> note_names{
    "ill_formed_utf8", "cut", "marks_dropped", "legacy_encoding", "mojibake", "invisible_dropped",
    "lookalike_replaced", "repeats_collapsed", "tone_moved", "telex_decoded"};

}  // namespace

/// Builds a NormalizedText; one object a text.
class TextNormalizer {
  public:
    NormalizedText run(std::string_view utf8) {
        ReadText text = read_pieces(utf8);
        note(TextNote::ill_formed_utf8, text.ill_formed);
        note(TextNote::cut, text.cut);
        note(TextNote::marks_dropped, text.marks_dropped);
        if (text.unusual || text.vni_like || text.viqr_like > 1) repair(text);
        TokenList list = read_tokens(text.pieces);
        note(TextNote::repeats_collapsed, list.repeats_collapsed);
        note(TextNote::tone_moved, list.tone_moved);
        made_.tokens_ = std::move(list.tokens);
        join(utf8.size());
        write_notes();
        return std::move(made_);
    }

  private:
    void note(TextNote seen, bool when) noexcept {
        if (when) notes_[static_cast<std::size_t>(seen)] = true;
    }

    /// The order matters: a soft hyphen is a letter of TCVN3 until the encoding is known.
    void repair(ReadText& text) {
        if (auto decoded = repair_encoding(text)) {
            note(decoded->mojibake ? TextNote::mojibake : TextNote::legacy_encoding, true);
            text.pieces = std::move(decoded->pieces);
        }
        Composed composed = compose(text.pieces);
        note(TextNote::marks_dropped, composed.marks_dropped);
        note(TextNote::invisible_dropped, composed.invisible_dropped);
        text.pieces = std::move(composed.pieces);
        note(TextNote::lookalike_replaced, replace_look_alikes(text.pieces) || composed.decoration_removed);
    }

    void join(std::size_t bytes) {
        made_.accented_.reserve(bytes + made_.tokens_.size());
        made_.folded_.reserve(bytes);
        for (const Token& token : made_.tokens_) {
            if (!made_.accented_.empty()) {
                made_.accented_.push_back(' ');
                made_.folded_.push_back(' ');
            }
            made_.accented_ += token.accented;
            made_.folded_ += token.folded;
            note(TextNote::telex_decoded, is_telex_residue(token));
        }
    }

    void write_notes() {
        for (std::size_t i = 0; i < notes_.size(); ++i) {
            if (notes_[i]) made_.notes_.push_back(static_cast<TextNote>(i));
        }
    }

    std::array<bool, note_names.size()> notes_{};
    NormalizedText made_;
};

std::string_view name_of(TextNote note) noexcept { return note_names[static_cast<std::size_t>(note)]; }

NormalizedText normalize(std::string_view utf8) { return TextNormalizer().run(utf8); }

std::string fold(std::string_view utf8) { return normalize(utf8).folded(); }

}  // namespace motcua::intents
