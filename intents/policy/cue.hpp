// The kinds of phrases that the rules speak of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace motcua::intents::policy {

/// What a phrase shows. Each is a section of a file in phrases/, under the name in cue_names.
enum class Cue : std::uint8_t {
    // deeds
    send,
    approve,
    compose,
    ask,
    handover,
    this_chat,
    // papers
    paper,
    inner_paper,
    draft,
    plain_paper,
    authority,
    report,
    unpublished,
    consulted,
    staff_system,
    office_system,
    access_secret,
    // papers and words of everyday life: they cover what they contain
    citizen_paper,
    everyday,
    // questions
    asks_about,
    wish,
    law,
    law_abbreviation,
    legal_term,
    // marks of documents
    secret,
    secret_handed,
    possession,
    circulation,
    heading,
    structure_salutation,
    structure_recipients,
    structure_ground,
    structure_motto,
    signer,
    // own papers
    own_paper,
    picture_of_paper,
    // reports
    rumour,
    rumour_source,
    doubt,
    fraud,
    impersonation,
    caller,
    bold_caller,
    claim,
    demand,
    trap,
    fell_for_it,
    stranger,
    // rights
    remove,
    own_data,
    my_data,
    withdraw,
    withdraw_consent,
    consent,
    access_wish,
    privacy_policy,
    register_,
    // what a number is
    number_id_card,
    number_old_id,
    number_phone,
    number_account,
    number_tax,
    number_social,
    number_health,
    number_passport,
    number_licence,
    number_dossier,
    number_plate,
    number_card,
    number_one_time,
    number_password,
    number_land,
    number_code,
    number_money,
    person_name,
    person_title,
    person_birth,
    place_name,
    family_name,
    civil_paper,
    self,
    trait,
    count_,
};
constexpr std::size_t cue_count = static_cast<std::size_t>(Cue::count_);

/// Nothing for a name that no cue has.
std::optional<Cue> cue_from(std::string_view section) noexcept;

}  // namespace motcua::intents::policy
