// Cuts at punctuation and before "giờ" and "muốn", then weighs each clause by the words that begin, end or fill it.
#include "intents/clause.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "intents/phrase_book.hpp"

namespace motcua::intents {
namespace {

constexpr float told_in_story = 0.5F; // a clause beside the one with the wish, in a message of many
constexpr float done = 0.6F;          // "khai sinh làm xong rồi"
constexpr float carried = 0.6F;       // "có phải mang khai sinh không": a paper to bring, not the need
constexpr std::size_t story = 4;      // clauses
constexpr std::size_t least_words = 3;

struct Clause {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool wish = false;
    bool done = false;
    bool carried = false;
};

bool is(const Token& token, std::string_view accented, std::string_view folded) noexcept {
    return token.folded == folded && accents_agree(token, accented);
}

/// "Giờ", "chừ", "bây giờ": the story is over, the need begins.
bool is_now(const Token& token) noexcept { return is(token, "giờ", "gio") || is(token, "chừ", "chu"); }

bool is_wish(const std::vector<Token>& tokens, std::size_t at) noexcept {
    const Token& token = tokens[at];
    if (is_now(token) || is(token, "muốn", "muon") || is(token, "xin", "xin") || is(token, "định", "dinh")) return true;
    if (is(token, "sao", "sao") && at > 0 && !is(tokens[at - 1], "tại", "tai")) return true;
    if (at + 1 >= tokens.size()) return false;
    const Token& next = tokens[at + 1];
    return (is(token, "thế", "the") && is(next, "nào", "nao")) || (is(token, "cần", "can") && is(next, "làm", "lam")) ||
           (is(token, "phải", "phai") && is(next, "làm", "lam"));
}

bool is_carried(const std::vector<Token>& tokens, std::size_t at, std::size_t end) noexcept {
    if (at + 2 >= end || !is(tokens[at], "có", "co")) return false;
    if (!is(tokens[at + 1], "phải", "phai") && !is(tokens[at + 1], "cần", "can")) return false;
    const Token& deed = tokens[at + 2];
    return is(deed, "mang", "mang") || is(deed, "đem", "dem") || is(deed, "kèm", "kem") || is(deed, "nộp", "nop");
}

std::vector<Clause> clauses_of(const std::vector<Token>& tokens) {
    std::vector<Clause> clauses;
    std::size_t begin = 0;
    for (std::size_t at = 1; at <= tokens.size(); ++at) {
        const bool cut = at == tokens.size() || tokens[at].starts_clause ||
                         (at - begin >= least_words && (is_now(tokens[at]) || is(tokens[at], "muốn", "muon")));
        if (!cut) continue;
        clauses.push_back({begin, at});
        begin = at;
    }
    return clauses;
}

void look_at(Clause& clause, const std::vector<Token>& tokens) {
    for (std::size_t at = clause.begin; at < clause.end; ++at) {
        clause.wish = clause.wish || is_wish(tokens, at);
        clause.carried = clause.carried || is_carried(tokens, at, clause.end);
    }
    const Token& last = tokens[clause.end - 1];
    clause.done = is(last, "rồi", "roi") || is(last, "xong", "xong") || is(tokens[clause.begin], "đã", "da");
}

}  // namespace

std::vector<float> clause_weights(const std::vector<Token>& tokens) {
    std::vector<float> weights(tokens.size(), 1.0F);
    if (tokens.empty()) return weights;
    std::vector<Clause> clauses = clauses_of(tokens);
    for (Clause& clause : clauses) look_at(clause, tokens);
    const bool wished = std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) { return clause.wish; });
    if (clauses.size() == 1) return weights;
    const float beside = clauses.size() >= story ? told_in_story : 1.0F;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        const Clause& clause = clauses[i];
        float weight = clause.wish || !wished ? 1.0F : beside;
        if (clause.done && i + 1 < clauses.size()) weight = std::min(weight, done);
        if (clause.carried) weight = std::min(weight, carried);
        std::fill(weights.begin() + static_cast<std::ptrdiff_t>(clause.begin),
                  weights.begin() + static_cast<std::ptrdiff_t>(clause.end), weight);
    }
    return weights;
}

}  // namespace motcua::intents
