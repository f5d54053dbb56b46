// Composes an answer from its sections and closes it with its source.
#include "knowledge-base/answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "knowledge-base/answer_sections.hpp"
#include "knowledge-base/excerpt.hpp"
#include "knowledge-base/paper_cases.hpp"
#include "knowledge-base/published_facts.hpp"

namespace motcua::kb {
namespace {

using intents::Facet;

constexpr std::string_view show_prefix = "#m:p:";
constexpr std::string_view full_prefix = "#m:x:";
constexpr std::size_t few_papers = 6;  // an overview lists them; more would bury the rest

std::string heading(const Procedure& procedure, std::string_view short_name) {
    if (short_name == procedure.name) return procedure.name;
    return fmt::format("{}\n(tên đầy đủ: {})", short_name, excerpt(procedure.name, 160));
}

std::string source_of(const Procedure& procedure) {
    std::string lines = fmt::format("Mã thủ tục: {}", procedure.code);
    if (!procedure.authority().empty()) lines += fmt::format("\nCơ quan: {}", excerpt(procedure.authority(), 140));
    lines += procedure.url.empty() ? "\nNguồn: Cổng Dịch vụ công quốc gia (dichvucong.gov.vn)"
                                   : fmt::format("\nNguồn: {}", procedure.url);
    if (!procedure.decision.empty()) lines += fmt::format("\nTheo Quyết định {}", excerpt(procedure.decision, 60));
    if (!procedure.data_date.empty()) lines += fmt::format(", dữ liệu {}", date_text(procedure.data_date));
    return lines;
}

std::string overview(const Procedure& procedure) {
    const std::size_t papers = procedure.documents.size();
    std::string lines = papers > 0 && papers <= few_papers
                            ? "• Giấy tờ:\n" + section(procedure, Facet::documents, Length::brief)
                            : fmt::format("• Giấy tờ: {}", papers_count_text(procedure));
    lines += "\n• Lệ phí: " + fee_text(procedure);
    lines += "\n• Thời gian: " + duration_text(procedure);
    lines += "\n• Nơi nộp: " + place_text(procedure);
    return lines;
}

/// The facets that the answer has not told yet, as buttons; at most five with the way back to all.
std::vector<Button> buttons_for(const Procedure& procedure, const std::vector<Facet>& told) {
    static constexpr std::array offered{Facet::documents, Facet::fee, Facet::duration, Facet::place, Facet::steps};
    std::vector<Button> buttons;
    std::size_t most = offered.size();
    const bool papers_told = std::find(told.begin(), told.end(), Facet::documents) != told.end();
    if (papers_told && has_paper_cases(procedure)) {
        buttons.push_back({"Theo trường hợp", case_payload_for({procedure.code, std::nullopt, std::nullopt})});
        most = 4;  // the fifth button shows more
    }
    for (const Facet facet : offered) {
        const bool already = std::find(told.begin(), told.end(), facet) != told.end() || buttons.size() >= most;
        if (!already) buttons.push_back({std::string(title_of(facet)), payload_for(procedure.code, facet)});
    }
    for (const Facet facet : told) {
        if (has_more(procedure, facet) && buttons.size() < 5) {
            buttons.push_back({"Xem thêm", full_payload_for(procedure.code, facet)});
            break;
        }
    }
    return buttons;
}

std::optional<ButtonChoice> parsed(std::string_view rest, bool full) {
    const auto colon = rest.find(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const auto facet = intents::facet_from(rest.substr(colon + 1));
    if (!facet) return std::nullopt;
    return ButtonChoice{std::string(rest.substr(0, colon)), *facet, full};
}

}  // namespace

std::string payload_for(std::string_view code, Facet facet) {
    return fmt::format("{}{}:{}", show_prefix, code, intents::name_of(facet));
}
std::string full_payload_for(std::string_view code, Facet facet) {
    return fmt::format("{}{}:{}", full_prefix, code, intents::name_of(facet));
}

std::optional<ButtonChoice> choice_from(std::string_view payload) {
    if (payload.starts_with(show_prefix)) return parsed(payload.substr(show_prefix.size()), false);
    if (payload.starts_with(full_prefix)) return parsed(payload.substr(full_prefix.size()), true);
    return std::nullopt;
}

Reply answer_from(const Procedure& procedure, std::string_view short_name, const std::vector<Facet>& facets) {
    std::vector<Facet> told;
    for (const Facet facet : facets) {
        if (facet != Facet::general && told.size() < 3) told.push_back(facet);
    }
    std::string text = heading(procedure, short_name) + "\n";
    const bool helps = std::any_of(told.begin(), told.end(), [&](Facet facet) { return says_something(procedure, facet); });
    if (!helps) text += "\n" + overview(procedure) + "\n";  // "not stated" alone would send people away empty-handed
    for (const Facet facet : told) {
        text += fmt::format("\n{}\n{}\n", section_heading(procedure, facet), section(procedure, facet, Length::brief));
    }
    text += "\n" + source_of(procedure);
    return {std::move(text), buttons_for(procedure, told)};
}

Reply full_answer(const Procedure& procedure, std::string_view short_name, Facet facet) {
    std::string text = fmt::format("{}\n\n{}\n{}\n\n{}", heading(procedure, short_name),
                                   section_heading(procedure, facet), section(procedure, facet, Length::full),
                                   source_of(procedure));
    return {std::move(text), buttons_for(procedure, {facet})};
}

}  // namespace motcua::kb
