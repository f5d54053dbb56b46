// Puts names, aliases and the telling parts of the body into token strings.
#include "knowledge-base/index_document.hpp"

#include "intents/normalized_text.hpp"

namespace motcua::kb {
namespace {

constexpr std::size_t longest_body = 400;  // tokens; more only blurs what a procedure is about

void append(std::string& to, std::string_view word) {
    if (!to.empty()) to.push_back(' ');
    to += word;
}

class DocumentWriter {
  public:
    explicit DocumentWriter(IndexDocument& document) : document_(document) {}

    void name(std::string_view text) { phrase(text, document_.names); }
    void alias(std::string_view text) { phrase(text, document_.aliases); }

    void body(std::string_view text) {
        if (body_tokens_ >= longest_body) return;
        const intents::NormalizedText normalized = intents::normalize(text);
        for (const intents::Token& token : normalized.tokens()) {
            if (++body_tokens_ > longest_body) return;
            append(document_.body, token.folded);
        }
    }

  private:
    void phrase(std::string_view text, std::string& column) {
        const intents::NormalizedText normalized = intents::normalize(text);
        std::string_view before;
        for (const intents::Token& token : normalized.tokens()) {
            append(column, token.folded);
            append(document_.accented, token.accented);
            if (!before.empty()) {
                append(document_.pairs, before);
                document_.pairs.push_back('_');
                document_.pairs += token.folded;
            }
            before = token.folded;
        }
    }

    IndexDocument& document_;
    std::size_t body_tokens_ = 0;
};

}  // namespace

IndexDocument document_of(const Procedure& procedure, const AliasBlock* aliases) {
    IndexDocument document;
    document.code = procedure.code;
    DocumentWriter writer(document);
    writer.name(procedure.name);
    if (aliases != nullptr) {
        writer.name(aliases->short_name);
        for (const std::string& phrase : aliases->phrases) writer.alias(phrase);
    }
    writer.body(procedure.field);
    for (const std::string& result : procedure.result) writer.body(result);
    for (const LegalBasis& law : procedure.legal_basis) writer.body(law.code);
    for (const Document& paper : procedure.documents) {
        writer.body(paper.form);
        writer.body(paper.name);
    }
    writer.body(procedure.requirements);
    return document;
}

}  // namespace motcua::kb
