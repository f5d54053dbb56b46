// Names are matched without the words that only carry the conversation, in the question as in the files.
#include "knowledge-base/matter_book.hpp"

#include <algorithm>

#include "intents/action.hpp"
#include "intents/mention.hpp"
#include "knowledge-base/confidence.hpp"

namespace motcua::kb {
namespace {

constexpr float carries_only = 0.15F;  // Query::said of a word that names neither a procedure nor a part of one

/// "làm cái sổ hồng ạ" is named "làm sổ hồng".
std::string bare(const std::string& phrase) {
    const intents::NormalizedText text = intents::normalize(phrase);
    const std::vector<bool> fillers = intents::fillers_of(text.tokens());
    std::string words;
    for (std::size_t i = 0; i < fillers.size(); ++i) {
        if (fillers[i]) continue;
        if (!words.empty()) words.push_back(' ');
        words += text.tokens()[i].accented;
    }
    return words;
}

std::vector<Matter> tellable(std::vector<Matter> matters, const Catalog& catalog) {
    for (Matter& matter : matters) {
        std::erase_if(matter.codes, [&catalog](const std::string& code) { return catalog.find(code) == nullptr; });
    }
    std::erase_if(matters, [](const Matter& matter) { return matter.codes.size() < 2; });
    return matters;
}

intents::PhraseList list_of(const std::string& title, const std::vector<std::string>& names) {
    intents::PhraseList list{title, {}};
    for (const std::string& name : names) {
        list.phrases.push_back(name);
        list.phrases.push_back(bare(name));
    }
    return list;
}

/// Two lists a matter: its names, then those that are unclear.
std::vector<intents::PhraseList> names_of(const std::vector<Matter>& matters) {
    std::vector<intents::PhraseList> lists;
    for (const Matter& matter : matters) {
        lists.push_back(list_of(matter.title, matter.phrases));
        lists.push_back(list_of(matter.title, matter.unclear));
    }
    return lists;
}

/// Words of the question that may name a matter. `outside`: what each says when it does not stand in the name, in nats;
/// 0 for what only carries the conversation. `inside`: what it says there.
struct Naming {
    std::vector<intents::Token> tokens;
    std::vector<float> inside;
    std::vector<float> outside;
};

/// Every word: "so do" without accents looks like "so" and the filler "do".
Naming as_spelled(const Query& query) {
    Naming naming{query.spelled, query.rarities, query.rarities};
    for (std::size_t i = 0; i < naming.outside.size(); ++i) {
        naming.outside[i] *= query.said[i] <= carries_only ? 0 : query.said[i];
    }
    return naming;
}

/// Without the fillers, so that "cái" may stand in "làm lại cái sổ hồng".
Naming without_fillers(const Naming& all) {
    Naming naming;
    for (std::size_t i = 0; i < all.tokens.size(); ++i) {
        if (all.outside[i] <= 0) continue;
        naming.tokens.push_back(all.tokens[i]);
        naming.inside.push_back(all.inside[i]);
        naming.outside.push_back(all.outside[i]);
    }
    return naming;
}

float cover_of(const Naming& naming, const intents::PhraseMatch& match) {
    float inside = 0;
    float outside = 0;
    for (std::size_t i = 0; i < naming.tokens.size(); ++i) {
        const bool named = match.begin <= i && i < match.end;
        inside += named ? naming.inside[i] : 0;
        outside += named ? 0 : naming.outside[i];
    }
    return inside <= 0 ? 0 : inside / (inside + outside);
}

/// "mất" beside "làm lại bằng lái" tells which of its procedures is meant, "mất bao lâu" does not.
bool says_more(const Naming& naming, const intents::PhraseMatch& match) {
    std::vector<intents::Token> beside;
    for (std::size_t i = 0; i < naming.tokens.size(); ++i) {
        const bool named = match.begin <= i && i < match.end;
        if (!named && naming.outside[i] > 0) beside.push_back(naming.tokens[i]);
    }
    return intents::actions_of(beside).actions != 0;
}

}  // namespace

MatterBook::MatterBook(std::vector<Matter> matters, const Catalog& catalog)
    : matters_(tellable(std::move(matters), catalog)), phrases_(names_of(matters_)) {}

std::optional<NamedMatter> MatterBook::named_in(const Query& query) const {
    std::optional<NamedMatter> best;
    std::size_t longest = 0;
    const auto look_in = [&](const Naming& naming) {
        for (const intents::PhraseMatch& match : phrases_.matches(naming.tokens)) {
            const float cover = cover_of(naming, match);
            const std::size_t words = match.end - match.begin;
            if (best && (cover < best->cover || (cover == best->cover && words <= longest))) continue;
            const bool unclear = match.label % 2 == 1 && !says_more(naming, match);
            best = NamedMatter{&matters_[match.label / 2], cover, unclear};
            longest = words;
        }
    };
    const Naming all = as_spelled(query);
    look_in(all);
    look_in(without_fillers(all));
    return best;
}

std::vector<std::string> options_of(const Matter& matter, const Catalog& catalog, const std::vector<Ranked>& ranked,
                                    const std::vector<std::string>& first, std::size_t limit) {
    constexpr float near = 3;  // log odds behind the best of the matter
    std::vector<std::string> options;
    const auto offer = [&](const std::string& code) {
        const CatalogEntry* entry = catalog.find(code);
        const bool again = std::any_of(options.begin(), options.end(), [&](const std::string& chosen) {
            return chosen == code || twins(*catalog.find(chosen), *entry);
        });
        if (entry != nullptr && !again && options.size() < limit) options.push_back(code);
    };
    for (const std::string& code : first) offer(code);
    std::optional<float> best;
    for (const Ranked& row : ranked) {
        const std::string& code = catalog.entries()[row.entry].code;
        if (std::find(matter.codes.begin(), matter.codes.end(), code) == matter.codes.end()) continue;
        if (!best) best = row.score;
        if (*best - row.score <= near) offer(code);
    }
    for (const std::string& code : matter.codes) offer(code);
    return options;
}

}  // namespace motcua::kb
