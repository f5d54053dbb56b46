// The decision table: ordered rules, first match wins; what none refuses is admitted with personal data
// masked.
#include "intents/policy/message_guard.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "intents/normalized_text.hpp"
#include "intents/policy/attachments.hpp"
#include "intents/policy/personal_data.hpp"
#include "intents/policy/wishes.hpp"

namespace motcua::intents {

namespace {

constexpr std::size_t max_payload_bytes = 200;

/// The message as typed, and once more as it reads when it was written in an old encoding or without a
/// keyboard.
struct Judged {
    const IncomingMessage& message;
    policy::Reading typed;
    std::optional<policy::Reading> decoded;

    template <class Test>
    bool either(Test test) const {
        return test(typed) || (decoded && test(*decoded));
    }
    bool has_attachment() const {
        return std::any_of(message.attachments.begin(), message.attachments.end(), policy::is_refused);
    }
};

bool bears_secrecy_mark(const Judged& judged) {
    const bool attached = judged.has_attachment();
    return judged.either(
        [attached](const policy::Reading& reading) { return policy::holds_a_secret(reading, attached); });
}
bool is_pasted(const Judged& judged) { return judged.either(policy::is_pasted_document); }
bool names_internal_place(const Judged& judged) { return judged.either(policy::names_internal_place); }
bool asks_for_unpublished(const Judged& judged) { return judged.either(policy::asks_for_unpublished); }
bool hands_over(const Judged& judged) { return judged.either(policy::hands_over_a_paper); }
bool speaks_of_a_consulted_draft(const Judged& judged) {
    return judged.either(policy::speaks_of_a_consulted_draft);
}

struct RefusalRule {
    std::string_view id;
    bool (*matches)(const Judged&);
    Notice notice;
};
// Objects: what the message is or carries. Before all else a secrecy mark: nothing about it may be kept.
constexpr RefusalRule secrecy{"R1", bears_secrecy_mark, Notice::secret_stop};
constexpr RefusalRule pasted{"R4", is_pasted, Notice::internal_doc_channel};
constexpr RefusalRule internal_place{"R6", names_internal_place, Notice::internal_doc_channel};
// Acts: what the writer wants. A draft that is open to everybody, a right or a report comes before them.
constexpr std::array acts{
    RefusalRule{"R5", asks_for_unpublished, Notice::internal_doc_channel},
    RefusalRule{"R3", hands_over, Notice::internal_doc_channel},
};

Refusal refused_by(const RefusalRule& rule) {
    return {std::string(rule.id), PolicyLabel::internal_document, rule.notice};
}

/// Why a message is admitted.
struct Admission {
    std::string_view rule;
    PolicyLabel label;
    Notice notice = Notice::none;
};

std::optional<Admission> right_or_report(const policy::Reading& reading) {
    if (const auto right = policy::right_used(reading); right != Notice::none) {
        return Admission{"R9", PolicyLabel::personal_data, right};
    }
    const bool fraud = policy::reports_a_fraud(reading);
    if (policy::reports_a_rumour(reading) && !(fraud && policy::tells_of_a_demand(reading))) {
        return Admission{"R10", PolicyLabel::misinformation_report, Notice::fakenews_channels};
    }
    if (fraud) return Admission{"R11", PolicyLabel::scam_report, Notice::scam_channels};
    return std::nullopt;
}

bool needs_decoding(const NormalizedText& text) {
    return std::any_of(text.notes().begin(), text.notes().end(), [](TextNote note) {
        return note == TextNote::legacy_encoding || note == TextNote::mojibake ||
               note == TextNote::telex_decoded;
    });
}

Judged judged_from(const IncomingMessage& message) {
    Judged judged{message, policy::read_message(message.text), std::nullopt};
    const auto normalized = normalize(judged.typed.text.bytes());
    if (needs_decoding(normalized)) judged.decoded = policy::read_message(normalized.accented());
    return judged;
}

std::optional<Refusal> refusal_for(const Judged& judged) {
    if (secrecy.matches(judged)) return refused_by(secrecy);
    if (auto attachment = policy::refusal_of(judged.message.attachments, judged.typed)) return attachment;
    if (pasted.matches(judged)) return refused_by(pasted);
    if (speaks_of_a_consulted_draft(judged)) return std::nullopt;
    if (internal_place.matches(judged)) return refused_by(internal_place);
    if (right_or_report(judged.typed)) return std::nullopt;
    for (const auto& rule : acts) {
        if (rule.matches(judged)) return refused_by(rule);
    }
    if (policy::is_a_lone_link(judged.message)) return Refusal{"R12", PolicyLabel::normal, Notice::no_link};
    return std::nullopt;
}

/// A button's payload is ours and opaque; anything else that claims to be one is masked like a text.
std::string kept_payload(const std::string& payload) {
    const bool printable =
        std::all_of(payload.begin(), payload.end(), [](char byte) { return byte >= ' ' && byte <= '~'; });
    if (!printable || payload.size() > max_payload_bytes) return {};
    if (payload.compare(0, 3, "#m:") == 0) return payload;
    const auto reading = policy::read_message(payload);
    return policy::redact(reading.text, reading.cues, reading.numbers).text;
}

}  // namespace

/// The only maker of admitted messages.
class MessageGuard {
  public:
    static Verdict judge(const IncomingMessage& message) {
        const auto judged = judged_from(message);
        if (auto refusal = refusal_for(judged)) return tl::unexpected(std::move(*refusal));
        return admitted(judged);
    }

  private:
    static AdmittedMessage admitted(const Judged& judged) {
        const auto& reading = judged.typed;
        auto redaction = policy::redact(reading.text, reading.cues, reading.numbers);
        const bool personal = !redaction.kinds.empty();
        const auto admission = admission_for(judged, personal);
        AdmittedMessage message;
        message.text_ = std::move(redaction.text);
        message.payload_ = kept_payload(judged.message.payload);
        message.rule_ = admission.rule;
        message.label_ = admission.label;
        message.notice_ = admission.notice;
        message.action_ = personal ? PolicyAction::redact : PolicyAction::allow;
        return message;
    }

    static Admission admission_for(const Judged& judged, bool personal) {
        const bool consulted = speaks_of_a_consulted_draft(judged);
        if (const auto told = right_or_report(judged.typed); told && !consulted) return *told;
        if (personal) return {"R7", PolicyLabel::personal_data};
        if (consulted || policy::speaks_of_a_public_paper(judged.typed))
            return {"R8", PolicyLabel::public_reference};
        return {"R9", PolicyLabel::normal};
    }
};

AdmittedMessage AdmittedMessage::restored(std::string text, std::string payload, PolicyLabel label,
                                          PolicyAction action, Notice notice, std::string rule) {
    AdmittedMessage message;
    message.text_ = std::move(text);
    message.payload_ = std::move(payload);
    message.rule_ = std::move(rule);
    message.label_ = label;
    message.action_ = action;
    message.notice_ = notice;
    return message;
}

Verdict admit(const IncomingMessage& message) { return MessageGuard::judge(message); }

}  // namespace motcua::intents
