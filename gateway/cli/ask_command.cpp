// `ask`: the replies as text; `--explain`: readings, candidates, features, weights and confidence as a table.
#include "gateway/cli/ask_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "intents/normalized_text.hpp"
#include "knowledge-base/confidence.hpp"

namespace motcua::gateway {
namespace {

void explain_query(const Snapshot& snapshot, const kb::Query& query, std::ostream& out) {
    const kb::Catalog& catalog = snapshot.catalog();
    out << "\nwords (reading, weight x rarity):\n";
    for (const kb::QueryWord& word : query.words) {
        const std::string shown = word.accent ? catalog.accents().text(*word.accent) : catalog.words().text(word.word);
        out << fmt::format("  {:<14} {:.2f} x {:.2f}\n", shown, word.weight, word.rarity);
    }
    out << fmt::format("unknown mass {:.1f} of {:.1f}\n", query.unknown_mass, query.mass + query.unknown_mass);
}

void explain_ranking(const Snapshot& snapshot, const std::vector<kb::Ranked>& ranked, std::ostream& out) {
    const std::size_t shown = std::min<std::size_t>(ranked.size(), 5);
    out << "\ncandidates:\n";
    for (std::size_t i = 0; i < shown; ++i) {
        const kb::CatalogEntry& entry = snapshot.catalog().entries()[ranked[i].entry];
        out << fmt::format("  [{}] {} {:.2f} ({:.3f}) {}\n", i + 1, entry.code, ranked[i].score, ranked[i].probability,
                           entry.short_name);
    }
    out << fmt::format("\n{:<18}{:>9}", "feature", "weight");
    for (std::size_t i = 0; i < shown; ++i) out << fmt::format("{:>9}", fmt::format("[{}]", i + 1));
    out << "   (weight x value)\n";
    for (std::size_t f = 0; f < kb::feature_count; ++f) {
        const float weight = snapshot.ranker().weights()[static_cast<kb::Feature>(f)];
        out << fmt::format("{:<18}{:>9.2f}", kb::name_of(static_cast<kb::Feature>(f)), weight);
        for (std::size_t i = 0; i < shown; ++i) out << fmt::format("{:>9.2f}", weight * ranked[i].features[f]);
        out << '\n';
    }
}

}  // namespace

int ask(const Snapshot& snapshot, const std::string& text, bool explain, std::ostream& out) {
    intents::IncomingMessage message;
    message.text = text;
    const intents::Verdict verdict = intents::admit(message);
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    const Turn turn = snapshot.conversation().respond(verdict, DialogueSession{}, now);
    for (const kb::Reply& reply : turn.replies) {
        out << reply.text << '\n';
        for (const kb::Button& button : reply.buttons) out << fmt::format("[{}] ", button.title);
        if (!reply.buttons.empty()) out << '\n';
    }
    if (!explain || !verdict) return turn.outcome == Outcome::unavailable ? 3 : 0;
    const kb::Query query = kb::query_from(snapshot.catalog(), intents::normalize(verdict->text()));
    const auto ranked = snapshot.conversation().rank(query);
    if (!ranked) return 3;
    out << fmt::format("\noutcome {} {} confidence {:.3f}\n", name_of(turn.outcome), turn.detail, turn.confidence);
    explain_query(snapshot, query, out);
    explain_ranking(snapshot, *ranked, out);
    return 0;
}

}  // namespace motcua::gateway
