// A matter that is named outweighs the ranking: vague words lie near too many procedures.
#include "gateway/conversation/options.hpp"

#include <algorithm>

#include "gateway/conversation/phrases.hpp"
#include "knowledge-base/answer.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t most_options = 4;    // buttons that both platforms show
// Shares of what a question says that a matter's name covers.
constexpr float matter_from = 0.4F;   // enough to offer what it may mean
constexpr float matter_alone = 0.8F;  // nothing else was said that the ranking could know better

constexpr std::size_t beside = 2;           // options of the ranking beside a matter that does not cover all
constexpr float beside_from = 0.05F;        // probability of an option that the ranking adds after its first
constexpr float stays_from = 0.35F;         // the ranking's first is offered in any case when it is as likely as this
constexpr std::size_t beside_answer = 2;
constexpr std::size_t most_buttons = 5;  // that Zalo shows below one bubble
constexpr float sure_from = 0.85F;  // nothing is offered beside an answer that is as sure as this
constexpr float plain_confidence = 0.15F;   // below, the ranking thinks of something else
constexpr float vague_confidence = 0.8F;    // above, the words were not as vague as they look

std::vector<std::string> of_the_ranking(const kb::Catalog& catalog, const std::vector<kb::Ranked>& ranked,
                                        const kb::Judgement& judgement, std::size_t limit, float likely_from = 0) {
    std::vector<std::string> codes;
    for (const std::size_t row : judgement.options) {
        const kb::CatalogEntry& entry = catalog.entries()[ranked[row].entry];
        if (row > 0 && ranked[row].probability < likely_from) continue;
        if (entry.outside.empty() && codes.size() < limit) codes.push_back(entry.code);  // a known gap cannot be offered
    }
    return codes;
}

}  // namespace

Options options_for(const Named& named, const kb::Catalog& catalog, const std::vector<kb::Ranked>& ranked,
                    const kb::Judgement& judgement) {
    if (!named || named->cover < matter_from) return {{}, of_the_ranking(catalog, ranked, judgement, most_options)};
    const std::size_t known_better = named->cover < matter_alone ? beside : judgement.confidence >= stays_from ? 1 : 0;
    return {named->matter->title, kb::options_of(*named->matter, catalog, ranked,
                                                 of_the_ranking(catalog, ranked, judgement, known_better, beside_from), most_options)};
}

std::vector<std::string> others_beside(const kb::CatalogEntry& told, const Named& named, const kb::Catalog& catalog,
                                       const std::vector<kb::Ranked>& ranked, const kb::Judgement& judgement) {
    if (judgement.confidence >= sure_from) return {};
    std::vector<std::string> others;
    for (const std::string& code : options_for(named, catalog, ranked, judgement).codes) {
        const bool again = code == told.code || kb::twins(told, *catalog.find(code));
        if (!again && others.size() < beside_answer) others.push_back(code);
    }
    return others;
}

void offer_beside(Turn& turn, const std::vector<std::string>& others, const kb::Catalog& catalog) {
    kb::Reply& reply = turn.replies.front();
    reply.text += "\n\n" + others_text();
    std::vector<kb::Button> buttons;
    for (const std::string& code : others) {
        buttons.push_back({catalog.find(code)->short_name, kb::payload_for(code, intents::Facet::general)});
    }
    const std::size_t room = most_buttons - std::min(most_buttons, buttons.size() + 1);
    for (std::size_t i = 0; i < reply.buttons.size(); ++i) {
        const bool last = i + 1 == reply.buttons.size();  // mostly "Xem thêm", which leads to every part
        if (i < room || last) buttons.push_back(std::move(reply.buttons[i]));
    }
    reply.buttons = std::move(buttons);
    for (const kb::Button& button : reply.buttons) turn.session.options.push_back(button.payload);
}

bool is_plain(const Named& named, const kb::Query& query, const kb::CatalogEntry& first, const kb::Judgement& judgement) {
    const bool part_asked = std::any_of(query.facets.begin(), query.facets.end(),
                                        [](intents::Facet facet) { return facet != intents::Facet::steps; });
    return named && !named->unclear && named->cover >= matter_alone && part_asked && judgement.confidence >= plain_confidence &&
           named->matter->codes.front() == first.code;
}

bool names_nothing(const Named& named, const kb::Judgement& judgement) {
    return judgement.confidence < plain_confidence && (!named || named->cover < matter_from);
}

bool is_vague(const Named& named, const kb::Query& query, const kb::Judgement& judgement) {
    if (!named || named->cover < matter_alone) return false;
    return named->unclear || (query.facets.empty() && judgement.confidence < vague_confidence);
}

}  // namespace motcua::gateway
