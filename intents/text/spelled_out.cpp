// Takes the first reading of a token when it is nearly certain.
#include "intents/text/spelled_out.hpp"

namespace motcua::intents {
namespace {

constexpr double nearly_certain = 0.7;

}  // namespace

SpelledText spelled_out(const std::vector<Token>& typed) {
    SpelledText spelled;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        const std::vector<Reading>& readings = spelled.readings.emplace_back(readings_of(typed[at]));
        if (readings.empty() || readings.front().weight < nearly_certain) {
            spelled.tokens.push_back(typed[at]);
            spelled.source.push_back(at);
            continue;
        }
        bool starts_clause = typed[at].starts_clause;
        for (const std::string& syllable : readings.front().syllables) {
            spelled.tokens.push_back({syllable, fold(syllable), typed[at].begin, typed[at].end, starts_clause});
            starts_clause = false;
            spelled.source.push_back(at);
        }
    }
    return spelled;
}

}  // namespace motcua::intents
