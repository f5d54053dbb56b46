// Codes, short names and phrases over all alias files together.
#include "tests/architecture/alias_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "intents/normalized_text.hpp"
#include "knowledge-base/alias_file.hpp"

namespace motcua::tests {
namespace {

constexpr std::array<std::string_view, 2> folders{"knowledge-base/aliases", "knowledge-base/outside"};

bool is_code(const std::string& code) {
    if (code.size() != 8 || code[1] != '.') return false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i != 1 && std::isdigit(static_cast<unsigned char>(code[i])) == 0) return false;
    }
    return true;
}

/// Remembers what was seen over all files.
class AliasBook {
  public:
    void read(const SourceFile& file) {
        path_ = file.path;
        const kb::AliasFile aliases = kb::read_aliases(file.text, file.path);
        for (const kb::AliasFault& fault : aliases.faults) {
            add("line " + std::to_string(fault.line) + ": " + fault.message);
        }
        for (const kb::AliasBlock& block : aliases.blocks) check(block);
    }
    Findings take() { return std::move(findings_); }

  private:
    void add(std::string message) { findings_.push_back({path_, std::move(message)}); }

    void check(const kb::AliasBlock& block) {
        if (!is_code(block.code) && !is_outside(block.code)) add(block.code + ": a code looks like 1.001193");
        if (is_outside(block.code) && block.note.empty()) add(block.code + ": lacks a line '> who handles it'");
        if (!codes_.emplace(block.code, path_).second) add(block.code + ": has a block already");
        if (block.short_name.empty()) add(block.code + ": lacks its short name, a line that begins with '='");
        if (block.phrases.empty()) add(block.code + ": has no phrase");
        for (const std::string& phrase : block.phrases) {
            const auto [found, is_new] = phrases_.emplace(intents::normalize(phrase).accented(), block.code);
            if (!is_new) add(block.code + ": \"" + phrase + "\" stands under " + found->second + " already");
        }
    }

    static bool is_outside(const std::string& code) {
        return code.rfind(kb::outside_prefix, 0) == 0 && code.size() > kb::outside_prefix.size();
    }

    std::string path_;
    std::map<std::string, std::string> codes_;
    std::map<std::string, std::string> phrases_;
    Findings findings_;
};

}  // namespace

Findings alias_findings(const SourceTree& tree) {
    AliasBook book;
    for (const SourceFile& file : tree) {
        const bool is_ours = std::find(folders.begin(), folders.end(), folder_of(file.path)) != folders.end();
        if (is_ours && extension_of(file.path) == ".txt") book.read(file);
    }
    return book.take();
}

}  // namespace motcua::tests
