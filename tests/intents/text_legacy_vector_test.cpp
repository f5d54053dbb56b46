// The character tables and sentences of ../shared/text-vectors in encodings of before Unicode.
#include "intents/text/code_point.hpp"
#include "intents/text/composition.hpp"
#include "intents/text/legacy_charset.hpp"
#include "intents/text/mojibake.hpp"
#include "intents/text/viqr.hpp"
#include "tests/intents/text_vector.hpp"

namespace motcua::tests {
namespace {

std::string text_of(const intents::Pieces& pieces) {
    std::string text;
    for (const auto& piece : intents::compose(pieces).pieces) intents::append_utf8(text, piece.code_point);
    return text;
}

std::string lowered(const std::string& text) { return text_of(intents::read_pieces(text).pieces); }

template <intents::LegacyCharset charset>
bool decodes(const TextVector& row) {
    return text_of(intents::decoded(charset, intents::read_pieces(row.input).pieces)) == lowered(row.expected);
}
bool decodes_viqr(const TextVector& row) {
    // A "?" or "." is a tone only inside a text.
    return text_of(intents::decoded_viqr(intents::read_pieces(row.input + "n").pieces)) == lowered(row.expected + "n");
}
bool decodes_mojibake(const TextVector& row) {
    return text_of(intents::without_mojibake(intents::read_pieces(row.input).pieces).pieces) == lowered(row.expected);
}
bool normalizes(const TextVector& row) { return canonical(row.input) == canonical(row.expected); }

}  // namespace

// Not read, for nobody sends them to a chat: BKHCM 1 and 2, Vietware X and Full (fonts of the 1990s), and the HTML
// references &#273; and &#x111;, which a chat shows as they are.
TEST_CASE("texts in old encodings are read, letter by letter and as sentences", "[text][vectors]") {
    using intents::LegacyCharset;
    const auto path = shared_file("text-vectors/legacy.jsonl");
    MOTCUA_SKIP_WITHOUT(path, "text-vectors/legacy.jsonl");
    const auto rows = vectors_of(*path);
    const std::vector<VectorRule> rules{
        {"viqr->unicode", 3, "du+. is dự (the list says dụ); a \"?\" at the end is a question", normalizes},
        {"vni->unicode", 1, "", normalizes},
        {"tcvn3->unicode", 1, "", normalizes},
        {"vni-char-table", 87, "the list has three bytes of ỷ and ỹ that VNI does not", decodes<LegacyCharset::vni>},
        {"tcvn3-char-table", 48, "the list writes capitals as two characters, which no font did", decodes<LegacyCharset::tcvn3>},
        {"char-table:TCVN3 (ABC)", 88, "", decodes<LegacyCharset::tcvn3>},
        {"char-table:VNI Windows", 90, "", decodes<LegacyCharset::vni>},
        {"char-table:Unicode tổ hợp", 81, "", normalizes},
        {"char-table:Windows 1258 codepage", 89, "the list has a sign too many in Ứ", decodes<LegacyCharset::cp1258>},
        {"char-table:VIQR", 88, "", decodes_viqr},
        {"char-table:VISCII", 85, "", decodes<LegacyCharset::viscii>},
        {"char-table:VPS", 83, "", decodes<LegacyCharset::vps>},
        {"char-table:UTF-8", 81, "", decodes_mojibake},
    };
    for (const VectorRule& rule : rules) hold(rows, rule);
}

}  // namespace motcua::tests
