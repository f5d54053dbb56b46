// The policy decision point: stands before the inbox and decides what of a message may be kept at all.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "intents/incoming_message.hpp"

namespace motcua::intents {

enum class PolicyLabel {
    normal,
    public_reference,
    internal_document,
    personal_data,
    misinformation_report,
    scam_report,
};
enum class PolicyAction { allow, redact, refuse };

/// Which fixed reply a person gets when the guard, not the search, answers.
enum class Notice {
    none,
    secret_stop,
    internal_doc_channel,
    no_attachment,
    no_attachment_type_number,
    no_id_photo,
    no_location,
    no_link,
    malware_file,
    rights_access,
    rights_delete,
    rights_withdraw,
    fakenews_channels,
    scam_channels,
};
std::string_view name_of(PolicyLabel label) noexcept;
std::string_view name_of(PolicyAction action) noexcept;
std::string_view name_of(Notice notice) noexcept;
/// The notice of that name; Notice::none for any other text.
Notice notice_from(std::string_view name) noexcept;

/// Holds no text on purpose: what is refused cannot be stored, logged or searched by mistake.
struct Refusal {
    std::string rule;  // stable id, e.g. "R2"; counted and audited
    PolicyLabel label = PolicyLabel::internal_document;
    Notice notice = Notice::none;
};

/// The text of a message that may be stored, searched and answered; personal data is already masked.
/// Only admit() makes one from what a person typed; restored() is for the inbox, which got it from admit().
class AdmittedMessage {
  public:
    const std::string& text() const noexcept { return text_; }
    const std::string& payload() const noexcept { return payload_; }
    PolicyLabel label() const noexcept { return label_; }
    PolicyAction action() const noexcept { return action_; }
    Notice notice() const noexcept { return notice_; }
    const std::string& rule() const noexcept { return rule_; }

    /// For EventInbox adapters only: rebuilds what they were given before.
    static AdmittedMessage restored(std::string text, std::string payload, PolicyLabel label, PolicyAction action,
                                    Notice notice, std::string rule);

  private:
    friend class MessageGuard;
    AdmittedMessage() = default;

    std::string text_;
    std::string payload_;
    std::string rule_;
    PolicyLabel label_ = PolicyLabel::normal;
    PolicyAction action_ = PolicyAction::allow;
    Notice notice_ = Notice::none;  // a fixed reply that answers an admitted message (rights, scam, rumour)
};

using Verdict = tl::expected<AdmittedMessage, Refusal>;  // inbox and conversation take only this

/// The text without the marks that stand for masked personal data ("[CCCD]"): they say nothing of what is asked.
std::string without_marks(std::string_view admitted_text);

/// Pure and thread-safe: the same message always gets the same verdict. Linear in the text.
/// Order of the rules: security-and-law 2.3; the first match wins.
Verdict admit(const IncomingMessage& message);

}  // namespace motcua::intents
