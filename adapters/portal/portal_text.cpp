// The clean-up rules, over trees and over single texts.
#include "adapters/portal/portal_text.hpp"

#include <algorithm>
#include <array>

#include "adapters/portal/letters.hpp"
#include "intents/normalized_text.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

constexpr auto fault_mark = "\xEF\xBF\xBE"sv;  // U+FFFE
constexpr int most_marks = 8;                  // on one letter; reordering marks costs their square

bool is_combining(char32_t value) noexcept {
    return (value >= 0x300 && value <= 0x36F) || (value >= 0x1AB0 && value <= 0x1AFF) ||
           (value >= 0x1DC0 && value <= 0x1DFF) || (value >= 0x20D0 && value <= 0x20FF) ||
           (value >= 0xFE20 && value <= 0xFE2F);
}

bool is_private_use(char32_t value) noexcept {
    return (value >= 0xE000 && value <= 0xF8FF) || value >= 0xF0000;
}

/// Soft hyphen, zero-width and direction characters, byte order mark, control characters but line breaks.
bool is_invisible(char32_t value) noexcept {
    return (value < 0x20 && value != U'\n') || (value >= 0x7F && value < 0xA0) || value == 0xAD ||
           (value >= 0x200B && value <= 0x200F) || (value >= 0x202A && value <= 0x202E) ||
           (value >= 0x2060 && value <= 0x206F) || value == 0xFEFF || value == 0xFFFE;
}

bool is_odd_space(char32_t value) noexcept {
    return value == U'\t' || value == U'\r' || value == 0xA0 || (value >= 0x2000 && value <= 0x200A) ||
           value == 0x202F || value == 0x3000;
}

/// Precomposed Latin letters and plain punctuation: nothing that NFC could change.
bool is_surely_nfc(char32_t value) noexcept {
    return value < 0x250 || (value >= 0x1EA0 && value <= 0x1EF9) || (value >= 0x2010 && value <= 0x2027);
}

struct VisibleText {
    std::string text;
    bool may_need_nfc = false;
};

/// Drops and replaces characters.
VisibleText visible(std::string_view text, TextFindings& findings) {
    VisibleText result;
    auto& out = result.text;
    out.reserve(text.size());
    int marks = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, bytes] = code_point_at(text, at);
        marks = is_combining(value) ? marks + 1 : 0;
        if (value == U'\r' && at + 1 < text.size() && text[at + 1] == '\n') {
            // half of a line break
        } else if (value == 0x2028 || value == 0x2029 || value == 0x0B || value == 0x0C) {
            out += '\n';
        } else if (is_private_use(value)) {
            findings.private_use = true;
        } else if (is_odd_space(value)) {
            out += ' ';
        } else if (!is_invisible(value) && marks <= most_marks) {
            out.append(text, at, bytes);
            result.may_need_nfc = result.may_need_nfc || !is_surely_nfc(value);
        }
        at += bytes;
    }
    return result;
}

void clean_text(std::string& text, const std::string& path, TextFindings& findings) {
    const bool plain = std::none_of(text.begin(), text.end(), [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value >= 0x7F || (value < 0x20 && byte != '\n');
    });
    if (plain) return;
    if (text.find(fault_mark) != std::string::npos) findings.ill_formed.push_back(path);
    auto seen = visible(text, findings);
    text = std::move(seen.text);
    if (!seen.may_need_nfc) return;
    auto composed = intents::to_nfc(text);
    findings.was_nfd = findings.was_nfd || composed != text;
    text = std::move(composed);
}

void clean_at(JsonNode& node, const std::string& path, TextFindings& findings) {
    if (node.kind == JsonNode::Kind::text) clean_text(node.text, path, findings);
    const bool object = node.kind == JsonNode::Kind::object;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (object) clean_text(node.names[i], path, findings);
        const auto place = object ? (path.empty() ? "" : path + ".") + node.names[i] : path + "[" + std::to_string(i) + "]";
        clean_at(node.children[i], place, findings);
    }
}

std::size_t well_formed_bytes_at(std::string_view bytes, std::size_t at) noexcept {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t count = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (count == 0 || at + count > bytes.size()) return 0;
    for (std::size_t i = 1; i < count; ++i) {
        if ((static_cast<unsigned char>(bytes[at + i]) & 0xC0U) != 0x80U) return 0;
    }
    const auto value = code_point_at(bytes, at).value;
    const bool overlong = (count == 3 && value < 0x800) || (count == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return overlong || surrogate || value > 0x10FFFF ? 0 : count;
}

}  // namespace

std::string with_marked_faults(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto good = well_formed_bytes_at(bytes, at);
        out += good == 0 ? fault_mark : bytes.substr(at, good);
        at += std::max<std::size_t>(good, 1);
    }
    return out;
}

void clean(JsonNode& node, TextFindings& findings) { clean_at(node, {}, findings); }

std::string one_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    for (const char byte : text) {
        if (!is_space(static_cast<unsigned char>(byte))) {
            line += byte;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

std::string many_lines(std::string_view text) {
    std::string out;
    bool gap = false;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = one_line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) {
            gap = !out.empty();
            continue;
        }
        if (!out.empty()) out += gap ? "\n\n" : "\n";
        out += line;
        gap = false;
    }
    return out;
}

bool says_nothing(std::string_view text) noexcept {
    while (!text.empty() && (is_space(static_cast<unsigned char>(text.front())) || text.front() == '-' || text.front() == '.')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (is_space(static_cast<unsigned char>(text.back())) || text.back() == '-' || text.back() == '.')) {
        text.remove_suffix(1);
    }
    constexpr std::array nothings{""sv, "Không có thông tin"sv, "Không"sv, "không"sv, "Không có"sv, "không có"sv};
    return std::find(nothings.begin(), nothings.end(), text) != nothings.end();
}

std::string_view without_furniture(std::string_view text) noexcept {
    auto end = text.size();
    for (const auto furniture : {"Từ khóaKhông có thông tin"sv, "Từ khoáKhông có thông tin"sv, "Từ khóaMô tả"sv,
                                 "Chọn cơ quan thực hiện"sv, "Hệ thống chỉ hiển thị những cơ quan"sv}) {
        end = std::min(end, text.find(furniture));
    }
    // "Từ khóa" with words behind it, then "Mô tả": the same two lines, filled in.
    const auto keywords = text.rfind("Từ khóa"sv, end);
    if (keywords != std::string_view::npos && text.find("Mô tả"sv, keywords) < end) end = std::min(end, keywords);
    return text.substr(0, end);
}

std::string single_name(std::string_view text) {
    auto name = one_line(text);
    const auto half = name.size() / 2;
    const std::string_view view = name;
    if (name.size() % 2 == 1 && name[half] == ' ' && view.substr(0, half) == view.substr(half + 1)) name.resize(half);
    if (name.size() % 2 == 0 && half > 8 && view.substr(0, half) == view.substr(half)) name.resize(half);
    return name;
}

}  // namespace motcua::adapters
