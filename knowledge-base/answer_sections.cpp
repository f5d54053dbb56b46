// The sections: papers as a numbered list, steps as lines, facts through published_facts.
#include "knowledge-base/answer_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "knowledge-base/answer.hpp"
#include "knowledge-base/excerpt.hpp"
#include "knowledge-base/published_facts.hpp"

namespace motcua::kb {
namespace {

using intents::Facet;

constexpr std::size_t brief_papers = 8;
constexpr std::size_t brief_laws = 5;
constexpr std::size_t brief_text = 700;    // characters
constexpr std::size_t full_text = 6000;
constexpr std::string_view unknown = "Cổng Dịch vụ công chưa ghi rõ; anh/chị hỏi nơi tiếp nhận trước khi đi nhé.";

std::string_view without_bullet(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" -+*•;");
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

std::string copies_text(const Document& paper) {
    std::string made;
    if (paper.original > 0) made += fmt::format("{} bản chính", paper.original);
    if (paper.copy > 0) made += fmt::format("{}{} bản sao", made.empty() ? "" : ", ", paper.copy);
    return made;
}

}  // namespace

std::string paper_line(std::size_t number, const Document& paper, Length length) {
    const std::string name = excerpt(without_bullet(paper.name), length == Length::brief ? 180 : 600);
    std::string line = fmt::format("{}. {}", number, name);
    const std::string copies = copies_text(paper);
    const bool names_form = paper.form.empty() || name.find(paper.form) != std::string::npos;
    if (!names_form) line += fmt::format(" – mẫu {}", excerpt(paper.form, 60));
    if (!copies.empty()) line += fmt::format(" ({})", copies);
    return line;
}

namespace {

std::string papers(const Procedure& procedure, Length length) {
    if (procedure.documents.empty()) return std::string(unknown);
    std::string lines;
    std::string last_case;
    std::size_t number = 0;
    for (const Document& paper : procedure.documents) {
        if (length == Length::brief && number == brief_papers) break;
        if (paper.document_case != last_case && !paper.document_case.empty()) {
            lines += fmt::format("{}[{}]", lines.empty() ? "" : "\n", excerpt(without_bullet(paper.document_case), 120));
        }
        last_case = paper.document_case;
        lines += fmt::format("{}{}", lines.empty() ? "" : "\n", paper_line(++number, paper, length));
    }
    const std::size_t left = procedure.documents.size() - number;
    if (left > 0) lines += fmt::format("\n… và {} giấy tờ khác tùy trường hợp (bấm Xem thêm).", left);
    return lines;
}

std::string prose(std::string_view text, Length length) {
    const std::string_view trimmed = without_bullet(text);
    if (trimmed.empty()) return std::string(unknown);
    if (characters_in(text) <= (length == Length::brief ? brief_text : full_text)) return std::string(text);
    return excerpt(text, length == Length::brief ? brief_text : full_text);
}

std::string results(const Procedure& procedure) {
    std::string lines;
    for (const std::string& result : procedure.result) lines += fmt::format("{}• {}", lines.empty() ? "" : "\n", excerpt(result, 200));
    return lines.empty() ? std::string(unknown) : lines;
}

std::string laws(const Procedure& procedure, Length length) {
    std::string lines;
    std::size_t count = 0;
    for (const LegalBasis& law : procedure.legal_basis) {
        if (length == Length::brief && count++ == brief_laws) return lines + "\n…";
        const bool named = law.code.empty() || law.name.find(law.code) != std::string::npos;
        lines += fmt::format("{}• {}", lines.empty() ? "" : "\n", excerpt(law.name.empty() ? law.code : law.name, 200));
        if (!named && !law.name.empty()) lines += fmt::format(" ({})", law.code);
    }
    return lines.empty() ? std::string(unknown) : lines;
}

std::string forms(const Procedure& procedure) {
    std::string lines;
    for (const Document& paper : procedure.documents) {
        if (paper.form.empty()) continue;
        lines += fmt::format("{}• {} – mẫu {}", lines.empty() ? "" : "\n", excerpt(without_bullet(paper.name), 140),
                             excerpt(paper.form, 60));
    }
    if (lines.empty()) return "Cổng không ghi mẫu riêng; nơi tiếp nhận phát mẫu hoặc anh/chị điền trực tuyến.";
    return lines;
}

std::string online(const Procedure& procedure) {
    const bool offered = std::any_of(procedure.methods.begin(), procedure.methods.end(), [](const Method& method) {
        return method.channel.find("rực tuyến") != std::string::npos;
    });
    const std::string ways = channels_text(procedure);
    return fmt::format("{}\n{}", offered ? "Có, nộp được trực tuyến." : "Cổng không ghi cách nộp trực tuyến.", ways);
}

}  // namespace

std::string_view title_of(Facet facet) noexcept {
    switch (facet) {
        case Facet::general: return "Tóm tắt";
        case Facet::documents: return "Giấy tờ";
        case Facet::fee: return "Lệ phí";
        case Facet::duration: return "Thời gian";
        case Facet::place: return "Nơi nộp";
        case Facet::steps: return "Các bước";
        case Facet::online: return "Nộp trực tuyến";
        case Facet::conditions: return "Điều kiện";
        case Facet::result: return "Kết quả";
        case Facet::legal: return "Căn cứ pháp lý";
        case Facet::form: return "Mẫu đơn";
        case Facet::validity: return "Thời hạn giấy tờ";
        case Facet::authorise: return "Nhờ người làm thay";
    }
    return "Tóm tắt";
}

std::string section_heading(const Procedure& procedure, Facet facet) {
    if (facet == Facet::documents && !procedure.documents.empty()) return "Giấy tờ cần chuẩn bị:";
    return fmt::format("{}:", title_of(facet));
}

std::string section(const Procedure& procedure, Facet facet, Length length) {
    switch (facet) {
        case Facet::documents: return papers(procedure, length);
        case Facet::fee: return fee_text(procedure);
        case Facet::duration: return duration_text(procedure);
        case Facet::place: return place_text(procedure);
        case Facet::steps: return prose(procedure.steps, length);
        case Facet::online: return online(procedure);
        case Facet::conditions: return prose(procedure.requirements, length);
        case Facet::result: return results(procedure);
        case Facet::legal: return laws(procedure, length);
        case Facet::form: return forms(procedure);
        case Facet::validity:
        case Facet::authorise:
        case Facet::general: return prose(procedure.requirements.empty() ? procedure.steps : procedure.requirements, length);
    }
    return std::string(unknown);
}

bool says_something(const Procedure& procedure, Facet facet) {
    switch (facet) {
        case Facet::documents: return !procedure.documents.empty();
        case Facet::steps: return !without_bullet(procedure.steps).empty();
        case Facet::conditions: return !without_bullet(procedure.requirements).empty();
        case Facet::result: return !procedure.result.empty();
        case Facet::legal: return !procedure.legal_basis.empty();
        default: return true;
    }
}

bool has_more(const Procedure& procedure, Facet facet) {
    switch (facet) {  // those that are told whole, and those that are short, without composing either
        case Facet::fee:
        case Facet::duration:
        case Facet::place:
        case Facet::online:
        case Facet::result:
        case Facet::form: return false;
        case Facet::documents:
            if (procedure.documents.size() > brief_papers) return true;
            break;
        case Facet::steps:
            if (characters_in(procedure.steps) <= brief_text) return false;
            break;
        case Facet::conditions:
            if (characters_in(procedure.requirements) <= brief_text) return false;
            break;
        case Facet::legal: return procedure.legal_basis.size() > brief_laws;
        default: break;
    }
    return section(procedure, facet, Length::full) != section(procedure, facet, Length::brief);
}

std::string papers_count_text(const Procedure& procedure) {
    if (procedure.documents.empty()) return std::string(unknown);
    return fmt::format("{} mục, bấm “Giấy tờ” để xem danh sách", procedure.documents.size());
}

std::string date_text(std::string_view date) {
    if (date.size() < 7 || date[4] != '-') return std::string(date);
    const std::string_view month = date[5] == '0' ? date.substr(6, 1) : date.substr(5, 2);
    return fmt::format("tháng {}/{}", month, date.substr(0, 4));
}

}  // namespace motcua::kb
