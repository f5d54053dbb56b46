// The fixed names of labels, actions and notices: stored, counted and written by the command line.
#include <array>
#include <utility>

#include "intents/policy/message_guard.hpp"

namespace motcua::intents {
namespace {

constexpr std::array<std::pair<Notice, std::string_view>, 14> notices{{
    {Notice::none, "none"},
    {Notice::secret_stop, "secret_stop"},
    {Notice::internal_doc_channel, "internal_doc_channel"},
    {Notice::no_attachment, "no_attachment"},
    {Notice::no_attachment_type_number, "no_attachment_type_number"},
    {Notice::no_id_photo, "no_id_photo"},
    {Notice::no_location, "no_location"},
    {Notice::no_link, "no_link"},
    {Notice::malware_file, "malware_file"},
    {Notice::rights_access, "rights_access"},
    {Notice::rights_delete, "rights_delete"},
    {Notice::rights_withdraw, "rights_withdraw"},
    {Notice::fakenews_channels, "fakenews_channels"},
    {Notice::scam_channels, "scam_channels"},
}};

}  // namespace

std::string_view name_of(PolicyLabel label) noexcept {
    switch (label) {
        case PolicyLabel::normal:
            return "normal";
        case PolicyLabel::public_reference:
            return "public_reference";
        case PolicyLabel::internal_document:
            return "internal_document";
        case PolicyLabel::personal_data:
            return "personal_data";
        case PolicyLabel::misinformation_report:
            return "misinformation_report";
        case PolicyLabel::scam_report:
            return "scam_report";
    }
    return "normal";
}

std::string_view name_of(PolicyAction action) noexcept {
    switch (action) {
        case PolicyAction::allow:
            return "allow";
        case PolicyAction::redact:
            return "redact";
        case PolicyAction::refuse:
            return "refuse";
    }
    return "refuse";
}

std::string_view name_of(Notice notice) noexcept {
    for (const auto& [value, name] : notices) {
        if (value == notice) return name;
    }
    return "none";
}

Notice notice_from(std::string_view name) noexcept {
    for (const auto& [value, known] : notices) {
        if (known == name) return value;
    }
    return Notice::none;
}

}  // namespace motcua::intents
