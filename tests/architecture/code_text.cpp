// A scanner that knows comments, strings, raw strings, characters and digit separators, and nothing else.
#include "tests/architecture/code_text.hpp"

#include <algorithm>
#include <cctype>

namespace motcua::tests {
namespace {

/// Walks the text once, copying code and blanking the rest.
class Blanker {
  public:
    explicit Blanker(std::string_view text) : text_(text) {}

    std::string blanked() {
        while (at_ < text_.size()) step();
        return std::move(out_);
    }

  private:
    void step() {
        if (rest().rfind("//", 0) == 0) return blank_to(text_.find('\n', at_));
        if (rest().rfind("/*", 0) == 0) return blank_to(after("*/", at_ + 2));
        const char c = text_[at_];
        if (c == '"') return is_raw() ? raw_string() : literal('"');
        if (c == '\'' && !separates_digits()) return literal('\'');
        out_ += c;
        ++at_;
    }

    std::string_view rest() const { return text_.substr(at_); }

    std::size_t after(std::string_view end, std::size_t from) const {
        const auto found = text_.find(end, from);
        return found == std::string_view::npos ? text_.size() : found + end.size();
    }

    void blank_to(std::size_t end) {
        for (end = std::min(end, text_.size()); at_ < end; ++at_) out_ += text_[at_] == '\n' ? '\n' : ' ';
    }

    bool is_raw() const { return at_ > 0 && text_[at_ - 1] == 'R'; }

    bool separates_digits() const {
        return at_ > 0 && at_ + 1 < text_.size() && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0 &&
               std::isxdigit(static_cast<unsigned char>(text_[at_ + 1])) != 0;
    }

    bool is_in_include() const {
        const auto line = out_.rfind('\n');
        return out_.find("#include", line == std::string::npos ? 0 : line) != std::string::npos;
    }

    void raw_string() {
        const auto open = text_.find('(', at_);
        const std::string end = ')' + std::string(text_.substr(at_ + 1, open - at_ - 1)) + '"';
        blank_to(after(end, open));
    }

    void literal(char quote) {
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, text_.size());
        if (is_in_include()) {
            out_ += text_.substr(at_, end - at_);
            at_ = end;
        } else {
            blank_to(end);
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::string code_of(std::string_view cpp) { return Blanker(cpp).blanked(); }

std::vector<Include> includes_of(std::string_view cpp) {
    constexpr std::string_view directive = "#include";
    const std::string code = code_of(cpp);
    std::vector<Include> includes;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < code.size();) {
        const auto end = std::min(code.find('\n', begin), code.size());
        const std::string_view line = std::string_view(code).substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.rfind(directive, 0) != 0) continue;
        const auto open = line.find_first_of("<\"", directive.size());
        const auto close = line.find_last_of(">\"");
        if (open == std::string_view::npos || close <= open) continue;
        includes.push_back({std::string(line.substr(open + 1, close - open - 1)), line[open] == '<', number});
    }
    return includes;
}

}  // namespace motcua::tests
