// Asks the same questions again and again, of another text or of less of the search.
#include "gateway/cli/eval_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <stdexcept>

#include "gateway/cli/typing_ways.hpp"

namespace motcua::gateway {
namespace {

using Codes = std::vector<std::string>;  // best first
using Search = std::function<Codes(const LabelledQuestion&)>;

struct Success {
    std::size_t count = 0;
    std::size_t first = 0;
    std::size_t third = 0;
};

std::vector<const LabelledQuestion*> first_turns(const std::vector<LabelledQuestion>& questions) {
    std::vector<const LabelledQuestion*> chosen;
    for (const LabelledQuestion& question : questions) {
        if (question.kind == "procedure" && question.history.empty()) chosen.push_back(&question);
    }
    return chosen;
}

Success success_of(const std::vector<const LabelledQuestion*>& questions, const Search& search) {
    Success success;
    for (const LabelledQuestion* question : questions) {
        const Codes found = search(*question);
        const auto right = [question](const std::string& code) {
            return std::find(question->accept.begin(), question->accept.end(), code) != question->accept.end();
        };
        ++success.count;
        success.first += !found.empty() && right(found.front()) ? 1 : 0;
        const auto third = found.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, found.size()));
        success.third += std::any_of(found.begin(), third, right) ? 1 : 0;
    }
    return success;
}

void print_row(std::string_view name, const Success& success, std::ostream& out) {
    out << fmt::format("{:<42}{:>6}{:>8.3f}{:>8.3f}\n", name, success.count, share_of(success.first, success.count),
                       share_of(success.third, success.count));
}

Codes codes_of(const Turn& turn) {
    Codes codes;
    for (const ScoredCode& row : turn.candidates) codes.push_back(row.code);
    if (codes.empty() && turn.procedure) codes.push_back(*turn.procedure);
    return codes;
}

Turn answered(const Snapshot& snapshot, const std::string& text) {
    return snapshot.conversation().respond(intents::admit({{}, text, {}, {}}), DialogueSession{}, std::chrono::seconds{1'700'000'000});
}

/// Removed with everything in it at the end.
class ScratchFolder {
  public:
    ScratchFolder() : path_(std::filesystem::temp_directory_path() / fmt::format("motcua-eval-{:08x}", std::random_device{}())) {
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder& operator=(ScratchFolder&&) = delete;  // neither copied nor moved
    const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

/// What an index alone makes of the typed words.
Codes by_index(const kb::ProcedureIndex& index, const Snapshot& snapshot, const LabelledQuestion& question, bool pairs) {
    kb::SearchQuery asked = kb::query_from(snapshot.catalog(), intents::normalize(question.text), {}, kb::Readings::as_typed)
                                .for_index(snapshot.catalog(), kb::index_terms);
    if (!pairs) asked.pairs.clear();
    Codes codes;
    const auto hits = index.search(asked, 10);
    if (!hits) throw std::runtime_error("index: " + hits.error().detail);
    for (const kb::Hit& hit : *hits) codes.push_back(hit.code);
    return codes;
}

Codes by_ranker(const Snapshot& snapshot, const LabelledQuestion& question, kb::Readings readings) {
    const auto ranked =
        snapshot.conversation().rank(kb::query_from(snapshot.catalog(), intents::normalize(question.text), {}, readings));
    if (!ranked) throw std::runtime_error("index: " + ranked.error().detail);
    Codes codes;
    for (const kb::Ranked& row : *ranked) codes.push_back(snapshot.catalog().entries()[row.entry].code);
    return codes;
}

}  // namespace

void print_ways(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions, std::ostream& out) {
    std::vector<const LabelledQuestion*> chosen = first_turns(questions);
    std::erase_if(chosen, [](const LabelledQuestion* question) { return !has_diacritics(question->text); });
    out << fmt::format("{:<42}{:>6}{:>8}{:>8}\n", "the same questions, typed", "n", "s@1", "s@3");
    for (const TypingWay way : all_typing_ways) {
        print_row(name_of(way), success_of(chosen, [&](const LabelledQuestion& question) {
                      return codes_of(answered(snapshot, typed(question.text, way)));
                  }), out);
    }
}

void print_parts(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions, std::ostream& out) {
    const std::vector<const LabelledQuestion*> chosen = first_turns(questions);
    const ScratchFolder scratch;
    adapters::FtsProcedureIndex bare(scratch.path() / "index.db");
    if (const auto made = bare.rebuild(snapshot.store(), {}); !made) throw std::runtime_error("index: " + made.error().detail);
    const std::vector<std::pair<std::string_view, Search>> rows{
        {"index: words of names and papers", [&](const auto& q) { return by_index(bare, snapshot, q, false); }},
        {"+ word pairs", [&](const auto& q) { return by_index(bare, snapshot, q, true); }},
        {"+ people's phrases", [&](const auto& q) { return by_index(snapshot.index(), snapshot, q, true); }},
        {"+ ranker", [&](const auto& q) { return by_ranker(snapshot, q, kb::Readings::as_typed); }},
        {"+ readings (lexicon, keys, slips)", [&](const auto& q) { return by_ranker(snapshot, q, kb::Readings::all); }},
    };
    out << fmt::format("{:<42}{:>6}{:>8}{:>8}\n", "what each part adds", "n", "s@1", "s@3");
    for (const auto& [name, search] : rows) print_row(name, success_of(chosen, search), out);
}

}  // namespace motcua::gateway
