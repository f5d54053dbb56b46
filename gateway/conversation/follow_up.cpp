// Ordinals and bare facets.
#include "gateway/conversation/follow_up.hpp"

#include <array>
#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::array<std::pair<std::string_view, std::size_t>, 16> ordinals{{
    {"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}, {"mot", 1}, {"hai", 2}, {"ba", 3}, {"bon", 4},
    {"nhat", 1}, {"dau", 1}, {"nhi", 2}, {"tu", 4}, {"1.", 1}, {"2.", 2}, {"3.", 3}, {"4.", 4},
}};

bool leads_an_ordinal(std::string_view folded) noexcept {
    return folded == "so" || folded == "cai" || folded == "thu" || folded == "y" || folded == "muc" ||
           folded == "chon" || folded == "viec";
}

bool polite(std::string_view folded) noexcept {
    return folded == "a" || folded == "da" || folded == "nhe" || folded == "nha" || folded == "em" || folded == "do" ||
           folded == "di" || folded == "ban" || folded == "chi" || folded == "anh" || folded == "tien";
}

}  // namespace

std::optional<std::string> chosen_option(const intents::NormalizedText& text, const DialogueSession& session) {
    if (session.options.empty() || text.tokens().size() > 6) return std::nullopt;
    std::size_t picked = 0;
    bool led = false;
    for (const intents::Token& token : text.tokens()) {
        if (leads_an_ordinal(token.folded)) {
            led = true;
            continue;
        }
        const std::size_t before = picked;
        for (const auto& [word, number] : ordinals) {
            // A bare word like "hai" or "ba" picks only behind "cái", "số", "thứ"; a bare digit always does.
            const bool digit = word.front() <= '9';
            if (token.folded == word && (digit || led)) picked = number;
        }
        if (picked == before && !polite(token.folded)) return std::nullopt;
    }
    if (picked == 0 || picked > session.options.size()) return std::nullopt;
    return session.options[picked - 1];
}

bool asks_another_facet(const kb::Query& query, const DialogueSession& session) noexcept {
    return !session.code.empty() && !query.facets.empty() && query.content_words <= 1 && query.codes.empty();
}

}  // namespace motcua::gateway
