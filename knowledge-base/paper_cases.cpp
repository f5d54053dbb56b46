// Headings to situations by the words they use; then question, question, list.
#include "knowledge-base/paper_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "intents/normalized_text.hpp"
#include "knowledge-base/answer_sections.hpp"
#include "knowledge-base/excerpt.hpp"

namespace motcua::kb {
namespace {

constexpr std::string_view prefix = "#m:c:";
constexpr std::size_t most_situations = 9;  // more buttons than that help nobody; the full list is one button away

/// "dang ky thuong tru" of "Đăng ký thường trú vào chỗ ở hợp pháp …": what several headings have in common.
std::string first_words(const std::string& folded) {
    constexpr int words = 4;
    std::size_t end = 0;
    for (int i = 0; i < words && end != std::string::npos; ++i) end = folded.find(' ', end + 1);
    return end == std::string::npos ? std::string() : folded.substr(0, end);
}

bool says(const std::string& folded, std::string_view words) { return folded.find(words) != std::string::npos; }

bool names_proxy(const std::string& folded) { return says(folded, "uy quyen"); }

bool names_situation(const std::string& folded, const std::vector<std::string>& headings) {
    if (says(folded, "luu y") || folded.starts_with("giay to phai")) return false;
    if (says(folded, "truong hop") || says(folded, "doi voi")) return true;
    const std::string beginning = first_words(folded);
    if (beginning.empty()) return false;
    return std::count_if(headings.begin(), headings.end(),
                         [&beginning](const std::string& other) { return other.starts_with(beginning); }) > 1;
}

std::string title_from(const std::string& heading) {
    const auto begin = heading.find_first_not_of(" -+*•;");
    std::string title = begin == std::string::npos ? heading : heading.substr(begin);
    if (title.size() > 3 && title[1] == ')') title.erase(0, title[2] == ' ' ? 3 : 2);  // "a) Đối với …"
    while (!title.empty() && (title.back() == ':' || title.back() == ' ' || title.back() == '.')) title.pop_back();
    return excerpt(title, 120);
}

/// A heading of the record, as it stands there and folded.
struct Heading {
    std::string_view text;
    std::string folded;
};

/// Each once: a record of many papers has few headings.
std::vector<Heading> headings_of(const Procedure& procedure) {
    std::vector<Heading> headings;
    for (const Document& paper : procedure.documents) {
        const bool known = std::any_of(headings.begin(), headings.end(), [&](const Heading& heading) { return heading.text == paper.document_case; });
        if (!known) headings.push_back({paper.document_case, intents::fold(paper.document_case)});
    }
    return headings;
}

std::vector<std::string> folded_once(const std::vector<Heading>& headings) {
    std::vector<std::string> folded;
    for (const Heading& heading : headings) {
        if (std::find(folded.begin(), folded.end(), heading.folded) == folded.end()) folded.push_back(heading.folded);
    }
    return folded;
}

PaperCase& situation_named(std::vector<PaperCase>& situations, const std::string& title) {
    const auto known = std::find_if(situations.begin(), situations.end(),
                                    [&title](const PaperCase& made) { return made.title == title; });
    return known != situations.end() ? *known : situations.emplace_back(PaperCase{title, {}});
}

void list(const std::vector<Document>& papers, std::size_t& number, std::string& text) {
    for (const Document& paper : papers) text += "\n" + paper_line(++number, paper, Length::full);
}

std::string checklist(const PaperCases& cases, const CaseChoice& choice) {
    std::string text = "Giấy tờ cần chuẩn bị";
    if (choice.situation) text += fmt::format(" – {}", cases.situations[*choice.situation].title);
    text += ":";
    std::size_t number = 0;
    if (choice.situation) list(cases.situations[*choice.situation].papers, number, text);
    list(cases.common, number, text);
    if (choice.by_proxy.value_or(false)) list(cases.proxy->papers, number, text);
    return text;
}

/// How many bytes of whole words all titles begin with: a button shows what differs.
std::size_t common_beginning(const std::vector<PaperCase>& situations) {
    std::string_view common = situations.front().title;
    for (const PaperCase& situation : situations) {
        const auto differs = std::mismatch(common.begin(), common.end(), situation.title.begin(), situation.title.end());
        common = common.substr(0, static_cast<std::size_t>(differs.first - common.begin()));
    }
    const auto space = common.rfind(' ');
    return space == std::string_view::npos ? 0 : space + 1;
}

Reply which_situation(const PaperCases& cases, CaseChoice choice) {
    Reply reply{"Giấy tờ tùy trường hợp. Anh/chị thuộc trường hợp nào ạ?", {}};
    const std::size_t common = common_beginning(cases.situations);
    for (std::size_t i = 0; i < std::min(cases.situations.size(), most_situations); ++i) {
        choice.situation = i;
        reply.buttons.push_back({cases.situations[i].title.substr(common), case_payload_for(choice)});
    }
    return reply;
}

Reply who_files(CaseChoice choice) {
    Reply reply{"Anh/chị tự đi nộp hay nhờ người khác nộp thay ạ?", {}};
    choice.by_proxy = false;
    reply.buttons.push_back({"Tự nộp", case_payload_for(choice)});
    choice.by_proxy = true;
    reply.buttons.push_back({"Nhờ nộp thay", case_payload_for(choice)});
    return reply;
}

}  // namespace

bool has_paper_cases(const Procedure& procedure) {
    const auto& papers = procedure.documents;
    const bool one_heading = std::all_of(papers.begin(), papers.end(), [&papers](const Document& paper) {
        return paper.document_case == papers.front().document_case;
    });
    return !one_heading && paper_cases_of(procedure).worth_asking();
}

PaperCases paper_cases_of(const Procedure& procedure) {
    PaperCases cases;
    const std::vector<Heading> headings = headings_of(procedure);
    const std::vector<std::string> all = folded_once(headings);
    for (const Document& paper : procedure.documents) {
        const std::string& folded = std::find_if(headings.begin(), headings.end(), [&](const Heading& heading) {
                                        return heading.text == paper.document_case;
                                    })->folded;
        if (names_proxy(folded)) {
            if (!cases.proxy) cases.proxy.emplace(PaperCase{title_from(paper.document_case), {}});
            cases.proxy->papers.push_back(paper);
        } else if (names_situation(folded, all)) {
            situation_named(cases.situations, title_from(paper.document_case)).papers.push_back(paper);
        } else {
            cases.common.push_back(paper);
        }
    }
    return cases;
}

std::string case_payload_for(const CaseChoice& choice) {
    return fmt::format("{}{}:{}:{}", prefix, choice.code, choice.situation ? fmt::format("{}", *choice.situation) : "-",
                       !choice.by_proxy ? '-' : *choice.by_proxy ? 'p' : 's');
}

std::optional<CaseChoice> case_choice_from(std::string_view payload) {
    if (!payload.starts_with(prefix)) return std::nullopt;
    payload.remove_prefix(prefix.size());
    const auto first = payload.find(':');
    const auto second = first == std::string_view::npos ? first : payload.find(':', first + 1);
    if (second == std::string_view::npos || first == 0 || second + 2 != payload.size()) return std::nullopt;
    CaseChoice choice{std::string(payload.substr(0, first)), std::nullopt, std::nullopt};
    const std::string_view situation = payload.substr(first + 1, second - first - 1);
    if (situation != "-") {
        std::size_t number = 0;
        const auto read = std::from_chars(situation.data(), situation.data() + situation.size(), number);
        if (read.ec != std::errc() || read.ptr != situation.data() + situation.size()) return std::nullopt;
        choice.situation = number;
    }
    const char filer = payload.back();
    if (filer != '-' && filer != 'p' && filer != 's') return std::nullopt;
    if (filer != '-') choice.by_proxy = filer == 'p';
    return choice;
}

Reply case_reply(const Procedure& procedure, std::string_view short_name, CaseChoice choice) {
    const PaperCases cases = paper_cases_of(procedure);
    if (choice.situation.value_or(0) >= cases.situations.size()) choice.situation.reset();
    if (!cases.proxy) choice.by_proxy = false;
    if (!choice.situation && cases.situations.size() >= 2) return which_situation(cases, choice);
    if (!choice.by_proxy) return who_files(choice);
    return {fmt::format("{}\n\n{}\n\nMã thủ tục: {}", short_name, checklist(cases, choice), procedure.code), {}};
}

}  // namespace motcua::kb
