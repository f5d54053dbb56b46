// How cues that stand near each other add up to a wish.
#include "intents/policy/wishes.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace motcua::intents::policy {
namespace {

constexpr std::uint32_t close_by = 6;  // words
constexpr std::uint32_t same_breath = 14;

bool any_near(const Cues& cues, std::initializer_list<Cue> ones, std::initializer_list<Cue> others,
              std::uint32_t words) {
    for (const auto one : ones) {
        for (const auto other : others) {
            if (cues.has(one) && cues.has(other) && cues.near(one, other, words)) return true;
        }
    }
    return false;
}

bool has_deed(const Cues& cues) {
    return cues.has(Cue::send) || cues.has(Cue::approve) || cues.has(Cue::compose);
}

/// A paper that only authorities write, or a plain one that an authority is named with.
bool deed_on_paper(const Cues& cues) {
    const auto deeds = {Cue::send, Cue::approve, Cue::compose, Cue::handover};
    if (any_near(cues, deeds, {Cue::paper, Cue::inner_paper, Cue::draft}, same_breath)) return true;
    return cues.has(Cue::authority) && any_near(cues, deeds, {Cue::plain_paper}, same_breath);
}

/// "Tôi gửi công văn qua đây được không": this chat is to carry the paper.
bool wants_it_in_this_chat(const Cues& cues) {
    if (!has_deed(cues) && !cues.has(Cue::handover)) return false;
    return any_near(cues, {Cue::paper, Cue::inner_paper, Cue::draft, Cue::report, Cue::plain_paper},
                    {Cue::this_chat}, same_breath) &&
           any_near(cues, {Cue::send, Cue::handover}, {Cue::this_chat}, same_breath);
}

/// "nđ 118/2025", "TCVN 11930:2017": a short name of a kind of document, then a number.
bool cites_abbreviated(const Reading& reading) {
    const auto& words = reading.text.words();
    return std::any_of(reading.cues.all().begin(), reading.cues.all().end(), [&words](const CueMatch& match) {
        return match.cue == Cue::law_abbreviation && match.end_word < words.size() &&
               is_digit(words[match.end_word].folded.front());
    });
}

bool cites_law(const Reading& reading) {
    return !reading.numbers.empty() || reading.cues.has(Cue::law) || cites_abbreviated(reading);
}

}  // namespace

bool asks_about_it(const Reading& reading) { return reading.cues.has(Cue::asks_about); }

bool holds_a_secret(const Reading& reading, bool attached) {
    const auto& cues = reading.cues;
    if (reading.secrecy_stamp || reading.typed_name == FileNature::secret) return true;
    const bool handed = cues.has(Cue::handover) || cues.has(Cue::possession) || attached;
    if (cues.has(Cue::secret_handed) && handed && !cues.has(Cue::own_paper)) return true;
    if (!cues.has(Cue::secret)) return false;
    // A mark that nobody asks about stands on something: the text bears it, whatever is said around it.
    return handed || !asks_about_it(reading);
}

bool is_pasted_document(const Reading& reading) {
    if (reading.layout.score >= pasted_document_score && reading.layout.strong > 0) return true;
    const bool mark = reading.cues.has(Cue::circulation);
    return mark && !asks_about_it(reading);
}

bool names_internal_place(const Reading& reading) {
    const auto& cues = reading.cues;
    if (reading.hosts.internal_system) return true;
    const bool paper = cues.has(Cue::paper) || cues.has(Cue::inner_paper) || cues.has(Cue::draft) ||
                       cues.has(Cue::plain_paper);
    return reading.hosts.shared_drive && paper;
}

bool speaks_of_a_consulted_draft(const Reading& reading) {
    const auto& cues = reading.cues;
    return cues.has(Cue::draft) && cues.has(Cue::consulted) && !cues.has(Cue::handover) &&
           !wants_it_in_this_chat(cues);
}

bool hands_over_a_paper(const Reading& reading) {
    const auto& cues = reading.cues;
    if (reading.typed_name == FileNature::internal_paper && !asks_about_it(reading)) return true;
    const bool asks_law =
        cites_law(reading) && (asks_about_it(reading) || cues.has(Cue::doubt)) && !cues.has(Cue::handover);
    if (wants_it_in_this_chat(cues) && !asks_law) return true;
    if (!deed_on_paper(cues)) return false;
    return cues.has(Cue::handover) || !asks_about_it(reading);
}

bool hands_over_figures(const Reading& reading) {
    const auto& cues = reading.cues;
    return cues.has(Cue::report) && cues.has(Cue::authority) && (has_deed(cues) || cues.has(Cue::handover));
}

bool asks_for_unpublished(const Reading& reading) {
    const auto& cues = reading.cues;
    if (any_near(cues, {Cue::office_system}, {Cue::access_secret}, same_breath)) return true;
    if (cues.has(Cue::ask) && any_near(cues, {Cue::staff_system}, {Cue::access_secret}, close_by))
        return true;
    const auto wishes = {Cue::ask, Cue::wish};
    if (any_near(cues, wishes, {Cue::inner_paper}, same_breath) && !asks_about_it(reading)) return true;
    if (any_near(cues, {Cue::ask}, {Cue::draft}, same_breath) && !cues.has(Cue::consulted)) return true;
    if (!cues.has(Cue::ask) || !cues.has(Cue::unpublished)) return false;
    return any_near(cues, {Cue::paper, Cue::inner_paper, Cue::draft, Cue::plain_paper, Cue::report},
                    {Cue::unpublished}, same_breath);
}

Notice right_used(const Reading& reading) {
    const auto& cues = reading.cues;
    if (cites_law(reading) && asks_about_it(reading))
        return Notice::none;  // asks what a law says about such rights
    const bool own = cues.has(Cue::own_data);
    if (cues.has(Cue::withdraw_consent)) return Notice::rights_withdraw;
    if (cues.has(Cue::privacy_policy)) return Notice::rights_access;
    if (own && any_near(cues, {Cue::remove}, {Cue::own_data}, close_by) && !cues.has(Cue::register_))
        return Notice::rights_delete;
    if (own && any_near(cues, {Cue::withdraw}, {Cue::consent}, close_by)) return Notice::rights_withdraw;
    const bool access = any_near(cues, {Cue::access_wish}, {Cue::my_data}, close_by);
    return access && !cues.has(Cue::register_) ? Notice::rights_access : Notice::none;
}

bool reports_a_rumour(const Reading& reading) {
    const auto& cues = reading.cues;
    return cues.has(Cue::rumour) || (cues.has(Cue::rumour_source) && cues.has(Cue::doubt));
}

bool reports_a_fraud(const Reading& reading) {
    const auto& cues = reading.cues;
    if (cues.has(Cue::fraud) || cues.has(Cue::impersonation) || reading.hosts.look_alike) return true;
    if (any_near(cues, {Cue::bold_caller}, {Cue::trap}, same_breath)) return true;
    if (cues.has(Cue::fell_for_it) && (cues.has(Cue::stranger) || cues.has(Cue::trap))) return true;
    const bool demanded = any_near(cues, {Cue::caller}, {Cue::demand, Cue::trap}, same_breath);
    const bool claimed = any_near(cues, {Cue::claim}, {Cue::demand, Cue::trap}, same_breath);
    if (demanded && claimed) return true;
    return claimed && cues.has(Cue::doubt) && cues.has(Cue::demand);
}

bool tells_of_a_demand(const Reading& reading) {
    const auto& cues = reading.cues;
    return cues.has(Cue::trap) || cues.has(Cue::fraud) || cues.has(Cue::fell_for_it);
}

bool speaks_of_a_public_paper(const Reading& reading) {
    const auto& cues = reading.cues;
    const bool number = std::any_of(reading.numbers.begin(), reading.numbers.end(),
                                    [](const DocumentNumber& found) { return !found.names_a_person; });
    return number || cites_abbreviated(reading) || cues.has(Cue::law) || cues.has(Cue::legal_term) ||
           cues.has(Cue::paper);
}

}  // namespace motcua::intents::policy
