// File names: suffixes, numbers with a type, and the words of internal and of own papers.
#include "intents/policy/file_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "intents/policy/cue_book.hpp"
#include "intents/policy/guarded_text.hpp"

namespace motcua::intents::policy {
namespace {

constexpr std::array<std::string_view, 48> programmes{
    "exe", "apk",  "msi",  "bat",  "cmd",  "scr",   "js",  "jse",    "vbs",      "vbe", "jar",  "ps1",
    "dmg", "pkg",  "deb",  "rpm",  "ipa",  "com",   "lnk", "html",   "htm",      "mht", "hta",  "xhtml",
    "iso", "img",  "xapk", "apks", "aab",  "app",   "sh",  "url",    "appimage", "pif", "cpl",  "wsf",
    "reg", "docm", "xlsm", "pptm", "apkm", "mhtml", "svg", "gadget", "dll",      "run", "msix", "php"};
constexpr std::array<std::string_view, 22> papers{
    "doc",  "docx", "pdf",  "xls", "xlsx", "ppt", "pptx", "odt", "rtf", "txt", "jpg",
    "jpeg", "png",  "heic", "gif", "webp", "mp4", "mp3",  "csv", "tif", "bmp", "mov"};
constexpr std::array<std::string_view, 6> archives{"zip", "rar", "7z", "tar", "gz", "cab"};
constexpr std::array<std::string_view, 24> name_types{"qd", "tb", "kh",   "bc",   "ttr", "cv", "hd",   "gm",
                                                 "cd", "ct", "nq",   "bb",   "ctr", "pa", "da",   "pc",
                                                 "pg", "qc", "ubnd", "hdnd", "vp",  "tt", "qdub", "kl"};
constexpr std::array<std::string_view, 13> families{"nguyen", "tran", "pham",   "hoang", "huynh",
                                                    "phan",   "dang", "bui",    "duong", "trinh",
                                                    "xin",    "ung",  "english"};

template <class List>
bool is_listed(const List& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// The suffixes at the end of the name, the last one last: "a.pdf.exe" has two.
std::vector<std::string> suffixes_of(const GuardedText& name) {
    std::vector<std::string> suffixes;
    std::string suffix;
    for (auto at = name.glyph_count(); at > 0; --at) {
        const char folded = name.folded_at(at - 1);
        if (folded == '.') {
            suffixes.insert(suffixes.begin(), suffix);
            suffix.clear();
        } else if (is_word_part(folded) && suffix.size() < 8) {
            suffix.insert(suffix.begin(), folded);
        } else if (!(is_space(folded) && suffix.empty())) {
            break;
        }
    }
    return suffixes;
}

bool is_programme(const std::vector<std::string>& suffixes) {
    if (suffixes.empty()) return false;
    if (is_listed(programmes, suffixes.back())) return true;
    if (suffixes.size() < 2) return false;
    const bool hidden = std::any_of(suffixes.begin(), suffixes.end() - 1, [](const std::string& suffix) {
        return suffix == "exe" || suffix == "apk" || suffix == "scr";
    });
    return hidden || (is_listed(archives, suffixes.back()) && is_listed(papers, suffixes[suffixes.size() - 2]));
}

bool is_secret_name(const GuardedText& name, const Cues& own) {
    const auto& words = name.words();
    const auto folded = [&words](std::size_t index) {
        return index < words.size() ? std::string_view(words[index].folded) : "";
    };
    constexpr std::array<std::string_view, 12> not_secret{"truoc", "sau",  "bang", "khau", "ong", "do",
                                                          "tien",  "hang", "cat",  "ma",   "pho", "troi"};
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at];
        if (word.folded == "tuyetmat" || (word.folded == "tuyet" && folded(at + 1) == "mat")) return true;
        if (word.folded != "mat" || is_listed(not_secret, folded(at + 1))) continue;
        const auto before = at > 0 ? folded(at - 1) : "";
        const bool circumflex = word.tone == Tone::dot && word.marked && word.shapes[1] == Shape::circumflex;
        if (circumflex && before != "bi") return true;
        if (word.marked || !word.upper || before == "bi" || before == "da" || before == "lam") continue;
        if (own.has(Cue::own_paper)) continue;
        const bool last = at + 2 >= words.size();
        if (before == "toi" || at == 0 || last || before == "dau" || before == "ban" || before == "cv")
            return true;
    }
    return false;
}

bool has_number_and_type(const GuardedText& name) {
    const auto& words = name.words();
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        const auto& number = words[at].folded;
        const bool digits = number.size() <= 5 && std::all_of(number.begin(), number.end(), is_digit);
        if (digits && is_listed(name_types, words[at + 1].folded)) return true;
        // "CV 123", "TTr-45"
        const auto& next = words[at + 1].folded;
        const bool digits_after = next.size() <= 5 && std::all_of(next.begin(), next.end(), is_digit);
        if (digits_after && is_listed(name_types, number) && number != "hd" && number != "kh") return true;
    }
    return false;
}

/// "nghi-dinh-118-2025-nd-cp.pdf"
bool names_law(const GuardedText& name, const Cues& cues) {
    constexpr std::array<std::string_view, 3> makers{"cp", "ttg", "btp"};
    for (std::size_t at = 1; at < name.words().size(); ++at) {
        const auto& before = name.words()[at - 1].folded;
        if ((before == "nd" || before == "tt" || before == "qd") && is_listed(makers, name.words()[at].folded))
            return true;
        if (name.words()[at].folded.compare(0, 2, "qh") == 0 && name.words()[at].folded.size() == 4)
            return true;
    }
    return std::any_of(cues.all().begin(), cues.all().end(), [&name](const CueMatch& match) {
        const auto& word = name.words()[match.word].folded;
        return match.cue == Cue::law &&
               (word == "luat" || word == "nghi" || word == "thong" || word == "bo") &&
               name.words()[std::min<std::size_t>(match.word + 1, name.words().size() - 1)].folded != "quyet";
    });
}

bool is_curriculum_vitae(const GuardedText& name) {
    const auto& words = name.words();
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (words[at].folded == "cv" && is_listed(families, words[at + 1].folded)) return true;
    }
    return words.size() == 2 && words.front().folded == "cv";
}

bool speaks_of_internal_paper(const GuardedText& name, const Cues& cues) {
    if (has_number_and_type(name)) return true;
    for (const auto cue : {Cue::paper, Cue::inner_paper, Cue::draft, Cue::heading, Cue::circulation}) {
        if (cues.has(cue)) return true;
    }
    if (cues.has(Cue::plain_paper) && cues.has(Cue::authority)) return true;
    for (const auto& word : name.words()) {
        if (word.folded == "signed" || word.folded == "draft" || word.folded == "duthao" ||
            word.folded == "totrinh")
            return true;
    }
    constexpr std::array<std::array<std::string_view, 2>, 9> pairs{{{"noi", "bo"},
                                                                    {"trinh", "ky"},
                                                                    {"ket", "luan"},
                                                                    {"giay", "moi"},
                                                                    {"bien", "ban"},
                                                                    {"to", "trinh"},
                                                                    {"du", "thao"},
                                                                    {"phieu", "chuyen"},
                                                                    {"cong", "van"}}};
    if (cues.has(Cue::citizen_paper)) return false;
    for (std::size_t at = 0; at + 1 < name.words().size(); ++at) {
        const std::array<std::string_view, 2> pair{name.words()[at].folded, name.words()[at + 1].folded};
        if (std::find(pairs.begin(), pairs.end(), pair) != pairs.end()) return true;
    }
    return false;
}

}  // namespace

FileNature nature_of(std::string_view file_name) {
    const auto name = GuardedText::read(file_name);
    const auto cues = CueBook::standard().find(name);
    if (is_secret_name(name, cues)) return FileNature::secret;
    if (is_programme(suffixes_of(name))) return FileNature::programme;
    if (is_curriculum_vitae(name)) return FileNature::own_paper;
    const bool number = has_number_and_type(name);
    if ((cues.has(Cue::own_paper) || cues.has(Cue::picture_of_paper)) && !number)
        return FileNature::own_paper;
    if (cues.has(Cue::rumour)) return FileNature::plain;  // "công văn giả": somebody's picture of a forgery
    const bool draft = cues.has(Cue::draft) || cues.has(Cue::inner_paper);
    if (!draft && names_law(name, cues)) return FileNature::public_paper;
    return speaks_of_internal_paper(name, cues) ? FileNature::internal_paper : FileNature::plain;
}

FileNature nature_of_names_in(std::string_view text) {
    auto worst = FileNature::plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
        const auto token = text.substr(at, end - at);
        at = end + 1;
        const auto dot = token.rfind('.');
        if (dot == std::string_view::npos || dot == 0 || token.size() > 200 ||
            token.find('/') != std::string_view::npos)
            continue;
        std::string suffix(token.substr(dot + 1));
        while (!suffix.empty() && !is_word_part(suffix.back()) &&
               (suffix.back() < 'A' || suffix.back() > 'Z'))
            suffix.pop_back();
        std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](char letter) {
            return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
        });
        if (!is_listed(papers, suffix) && !is_listed(archives, suffix)) continue;
        const auto nature = nature_of(token);
        if (nature == FileNature::secret) return nature;
        if (nature == FileNature::internal_paper) worst = nature;
    }
    return worst;
}

}  // namespace motcua::intents::policy
