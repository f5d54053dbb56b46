// From kind, name and caption to the label and the reply; nothing here decides whether to refuse.
#include "intents/policy/attachments.hpp"

#include <algorithm>

#include "intents/policy/file_names.hpp"
#include "intents/policy/wishes.hpp"

namespace motcua::intents::policy {
namespace {

Refusal refusal(PolicyLabel label, Notice notice) { return {"R2", label, notice}; }

Refusal public_paper() { return refusal(PolicyLabel::public_reference, Notice::no_attachment_type_number); }

std::optional<Refusal> by_name(const Attachment& attachment) {
    switch (nature_of(attachment.name)) {
        case FileNature::secret:
            return Refusal{"R1", PolicyLabel::internal_document, Notice::secret_stop};
        case FileNature::programme:
            return refusal(PolicyLabel::scam_report, Notice::malware_file);
        case FileNature::internal_paper:
            return refusal(PolicyLabel::internal_document, Notice::internal_doc_channel);
        case FileNature::own_paper:
            return refusal(PolicyLabel::personal_data, Notice::no_id_photo);
        case FileNature::public_paper:
            return public_paper();
        case FileNature::plain:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Refusal> by_report(const Reading& caption) {
    if (reports_a_rumour(caption))
        return refusal(PolicyLabel::misinformation_report, Notice::fakenews_channels);
    if (reports_a_fraud(caption)) return refusal(PolicyLabel::scam_report, Notice::scam_channels);
    return std::nullopt;
}

/// "Quyết định này còn hiệu lực không?" below a picture of it: a question about a paper that may well be
/// public.
bool asks_about_a_public_paper(const Reading& caption) {
    return asks_about_it(caption) && speaks_of_a_public_paper(caption) && !caption.cues.has(Cue::handover) &&
           !hands_over_a_paper(caption);
}

std::optional<Refusal> by_caption(const Reading& caption) {
    if (is_pasted_document(caption) || hands_over_a_paper(caption) || asks_for_unpublished(caption) ||
        hands_over_figures(caption)) {
        return refusal(PolicyLabel::internal_document, Notice::internal_doc_channel);
    }
    if (caption.cues.has(Cue::own_paper) || caption.cues.has(Cue::picture_of_paper)) {
        return refusal(PolicyLabel::personal_data, Notice::no_id_photo);
    }
    if (speaks_of_a_public_paper(caption)) return public_paper();
    return std::nullopt;
}

std::optional<Refusal> by_kind(AttachmentKind kind) {
    switch (kind) {
        case AttachmentKind::location:
            return refusal(PolicyLabel::normal, Notice::no_location);
        case AttachmentKind::contact:
            return refusal(PolicyLabel::personal_data, Notice::no_attachment);
        default:
            return std::nullopt;
    }
}

}  // namespace

bool is_refused(const Attachment& attachment) noexcept {
    return attachment.kind != AttachmentKind::sticker && attachment.kind != AttachmentKind::link;
}

bool is_a_lone_link(const IncomingMessage& message) {
    if (!message.payload.empty()) return false;
    constexpr std::string_view blanks = " \t\r\n";
    std::string_view text = message.text;
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, text.find_last_not_of(blanks) + 1);
    const auto& attachments = message.attachments;
    const bool shared = std::any_of(attachments.begin(), attachments.end(),
                                    [](const Attachment& each) { return each.kind == AttachmentKind::link; });
    if (text.empty()) return shared;
    const bool address = text.rfind("https://", 0) == 0 || text.rfind("http://", 0) == 0;
    return address && text.find_first_of(blanks) == std::string_view::npos;
}

std::optional<Refusal> refusal_of(const std::vector<Attachment>& attachments, const Reading& caption) {
    const auto first = std::find_if(attachments.begin(), attachments.end(), is_refused);
    if (first == attachments.end()) return std::nullopt;
    std::vector<Refusal> named;
    for (const auto& attachment : attachments) {
        if (!is_refused(attachment)) continue;
        if (auto by = by_name(attachment)) named.push_back(std::move(*by));
    }
    const auto find = [&named](Notice notice) {
        return std::find_if(named.begin(), named.end(),
                            [notice](const Refusal& by) { return by.notice == notice; });
    };
    for (const auto notice : {Notice::secret_stop, Notice::malware_file}) {
        if (const auto by = find(notice); by != named.end()) return *by;
    }
    if (auto report = by_report(caption)) return report;
    if (const auto by = find(Notice::internal_doc_channel); by != named.end()) {
        return asks_about_a_public_paper(caption) ? public_paper() : *by;
    }
    if (!named.empty() && named.front().notice == Notice::no_id_photo) return named.front();
    if (auto told = by_caption(caption); told && first->kind != AttachmentKind::location) return told;
    if (!named.empty()) return named.front();
    if (auto kind = by_kind(first->kind)) return kind;
    return refusal(PolicyLabel::normal, Notice::no_attachment);
}

}  // namespace motcua::intents::policy
