// Unicode's own normalisation tests and the tone placement lists of ../shared/text-vectors.
#include "tests/intents/text_vector.hpp"

namespace motcua::tests {
namespace {

using intents::to_nfc;

bool composes(const TextVector& row) { return to_nfc(row.input) == row.expected; }
bool folds_alike(const TextVector& row) { return canonical(row.input) == canonical(row.expected); }
bool comes_out(const TextVector& row) { return canonical(row.input) == row.expected; }

}  // namespace

TEST_CASE("to_nfc and normalize agree with Unicode's own tests", "[text][vectors]") {
    const auto path = shared_file("text-vectors/unicode.jsonl");
    MOTCUA_SKIP_WITHOUT(path, "text-vectors/unicode.jsonl");
    const auto rows = vectors_of(*path);
    std::size_t kinds = 0;
    for (const auto& [kind, vectors] : rows) {
        const bool nfc = kind.starts_with("NFC:");
        // Five marks on one letter: the fifth drops, and which one that is depends on how the text was composed.
        const std::size_t beyond_the_cap = kind == "NFD:marks" || kind == "NFKC:marks" ? 1 : 0;
        hold(rows, {kind.c_str(), vectors.size() - beyond_the_cap, "five marks on one letter", nfc ? composes : folds_alike});
        ++kinds;
    }
    CHECK(kinds >= 15);
}

TEST_CASE("tones come out where the old style has them", "[text][vectors]") {
    const auto path = shared_file("text-vectors/tone_placement.jsonl");
    MOTCUA_SKIP_WITHOUT(path, "text-vectors/tone_placement.jsonl");
    const auto rows = vectors_of(*path);
    hold(rows, {"token-rule (old style target)", 576, "two tones on a target, lòa to loà, and spellings that are no rule (qui to quy)", comes_out});
    hold(rows, {"old-style", 6, "", comes_out});
    hold(rows, {"new-style", 4, "", folds_alike});
    hold(rows, {"text_normalize", 2, "", folds_alike});
}

}  // namespace motcua::tests
