// Finds the pages that were captured for the wrong code: records with the content of one another.
#include <algorithm>
#include <map>

#include "knowledge-base/procedure.hpp"

namespace motcua::kb {
namespace {

/// Everything a page says, in one text. Lengths come first, so that no two contents share a text.
class Content {
  public:
    Content& add(const std::string& text) {
        text_ += std::to_string(text.size());
        text_ += ':';
        text_ += text;
        return *this;
    }
    std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

std::string content_of(const Procedure& procedure) {
    Content content;
    content.add(procedure.name).add(procedure.decision).add(procedure.kind).add(procedure.field);
    content.add(procedure.level).add(procedure.agency).add(procedure.competent_agency);
    content.add(procedure.receiving_address).add(procedure.steps).add(procedure.requirements);
    content.add(procedure.valid_from).add(procedure.valid_to);
    for (const auto& audience : procedure.audience) content.add(audience);
    for (const auto& row : procedure.methods) {
        content.add(row.channel).add(row.duration).add(row.fee).add(row.fee_note).add(row.note);
    }
    for (const auto& row : procedure.documents) {
        content.add(row.document_case).add(row.name).add(row.form);
        content.add(std::to_string(row.original)).add(std::to_string(row.copy));
    }
    for (const auto& row : procedure.legal_basis) content.add(row.name).add(row.code);
    for (const auto& result : procedure.result) content.add(result);
    return content.take();
}

}  // namespace

std::size_t quarantine_miscaptured(std::vector<Procedure>& procedures) {
    std::map<std::string_view, std::vector<Procedure*>> by_name;
    for (auto& procedure : procedures) by_name[procedure.name].push_back(&procedure);
    std::size_t marked = 0;
    for (const auto& [name, namesakes] : by_name) {
        if (namesakes.size() < 2) continue;  // most records: their content need not be compared
        std::map<std::string, std::vector<Procedure*>> by_content;
        for (auto* procedure : namesakes) by_content[content_of(*procedure)].push_back(procedure);
        for (const auto& [content, group] : by_content) {
            if (group.size() < 2) continue;
            for (auto* procedure : group) {
                if (procedure->has(Flag::miscaptured)) continue;
                procedure->mark(Flag::miscaptured);
                std::sort(procedure->flags.begin(), procedure->flags.end());
                ++marked;
            }
        }
    }
    return marked;
}

}  // namespace motcua::kb
