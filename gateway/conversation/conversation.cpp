// The flow of one message: guard's verdict, button, purpose, choice, search, answer.
#include "gateway/conversation/conversation.hpp"

#include <algorithm>
#include <utility>

#include "gateway/conversation/follow_up.hpp"
#include "gateway/conversation/phrases.hpp"
#include "gateway/conversation/side_purpose.hpp"
#include "knowledge-base/answer.hpp"
#include "knowledge-base/notices.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t shown_candidates = 10;
constexpr float well_explained = 1.0F;  // word share of a candidate that fits what was said now
constexpr float context_weight = 0.2F;  // of the words of what was spoken of before
constexpr kb::Nearness stays{2.0F, 3.0F};  // by the field, by the object

constexpr std::string_view follow_up = "follow_up";  // Turn::detail: a part of the procedure that was spoken of

Turn fixed(Outcome outcome, std::string detail, std::vector<kb::Reply> replies, const DialogueSession& session) {
    Turn turn;
    turn.outcome = outcome;
    turn.detail = std::move(detail);
    turn.replies = std::move(replies);
    turn.session = session;
    return turn;
}

/// "Thì làm sao?" wants the papers as much as the way, and who goes to a counter must know what to bring: both are told.
/// So is who asks whether it may be done: many records hold no condition, and the next question is what to bring.
std::vector<intents::Facet> wanted_parts(std::vector<intents::Facet> asked) {
    const auto names = [&asked](intents::Facet facet) { return std::find(asked.begin(), asked.end(), facet) != asked.end(); };
    const bool alone = asked.size() == 1 && (names(intents::Facet::place) || names(intents::Facet::conditions));
    const bool with_papers = names(intents::Facet::steps) || alone;
    if (with_papers && !names(intents::Facet::documents) && asked.size() < 3) asked.push_back(intents::Facet::documents);
    return asked;
}

/// How much of what was said now a candidate explains.
float topic_share(const Knowledge& knowledge, const kb::Query& said, const std::vector<kb::Ranked>& ranked) {
    if (ranked.empty()) return 0;
    const kb::Features features = knowledge.ranker.features_of(said, ranked.front().entry, 0);
    return features[static_cast<std::size_t>(kb::Feature::word_share)];
}

/// "căn cước" after a driving licence is a new topic: read alone it is explained well, read together it is not.
bool is_new_topic(float alone, float together) noexcept { return alone >= well_explained && together < alone / 2; }

std::vector<ScoredCode> best_of(const kb::Catalog& catalog, const std::vector<kb::Ranked>& ranked) {
    std::vector<ScoredCode> best;
    for (std::size_t i = 0; i < std::min(ranked.size(), shown_candidates); ++i) {
        best.push_back({catalog.entries()[ranked[i].entry].code, ranked[i].score, ranked[i].probability});
    }
    return best;
}

}  // namespace

Turn Conversation::respond(const intents::Verdict& verdict, const DialogueSession& session, std::chrono::seconds now,
                           bool attended) const {
    const DialogueSession current = session.current(now);
    Turn turn;
    if (!verdict) {
        const intents::Refusal& refusal = verdict.error();
        turn = fixed(Outcome::refused, refusal.rule, {{kb::notice_text(refusal.notice), {}}}, current);
    } else if (verdict->notice() != intents::Notice::none) {
        turn = fixed(Outcome::notice, std::string(intents::name_of(verdict->notice())),
                     {{kb::notice_text(verdict->notice()), {}}},
                     verdict->notice() == intents::Notice::rights_delete ? DialogueSession{} : current);
    } else {
        turn = answer(*verdict, current);
    }
    if (turn.asks_for_person && !attended) {
        Office unattended = office_;
        unattended.wait = std::chrono::minutes(0);
        turn.replies = {reply_to(intents::Purpose::handoff, unattended)};
        turn.asks_for_person = false;
    }
    turn.session.touched = now;
    return turn;
}

Turn Conversation::answer(const intents::AdmittedMessage& message, const DialogueSession& session) const {
    if (auto turn = by_button(message.payload(), session)) return *turn;
    const intents::NormalizedText text = intents::normalize(intents::without_marks(message.text()));
    if (text.empty()) return fixed(Outcome::silent, "empty", {}, session);
    if (const auto chosen = chosen_option(text, session)) {
        if (kb::choice_from(*chosen) || kb::case_choice_from(*chosen)) return *by_button(*chosen, session);
        return told(*chosen, session.facets, false, session);
    }
    const kb::Query query = kb::query_from(knowledge_.catalog, text);
    const auto wish = wish_of(text, query);
    if (wish && (wish->whole || query.content_words == 0 || interrupts(wish->purpose) || takes_leave(wish->purpose, query))) {
        return by_purpose(wish->purpose, session);
    }
    Turn turn = by_search(text, query, session);
    return wish && is_the_matter(wish->purpose, query, turn) ? by_purpose(wish->purpose, session) : turn;
}

std::optional<Turn> Conversation::by_button(std::string_view payload, const DialogueSession& session) const {
    if (payload.empty()) return std::nullopt;
    if (const auto choice = kb::case_choice_from(payload)) return by_case(*choice, session);
    if (const auto choice = kb::choice_from(payload)) {
        std::vector<intents::Facet> facets{choice->facet};
        if (choice->facet == intents::Facet::general) facets = session.options.empty() ? facets : session.facets;
        return told(choice->code, facets, choice->full, session);
    }
    if (payload == person_payload) return by_purpose(intents::Purpose::handoff, session);
    // Get Started, a menu entry, or a button of an older version: never an error, never searched as text.
    return fixed(Outcome::smalltalk, "menu", {reply_to(intents::Purpose::greeting, office_)}, session);
}

Turn Conversation::by_case(const kb::CaseChoice& choice, const DialogueSession& session) const {
    Turn turn = told(choice.code, {intents::Facet::documents}, session, [&choice](const kb::Procedure& procedure, const std::string& name) {
        return kb::case_reply(procedure, name, choice);
    });
    if (turn.outcome != Outcome::answered) return turn;
    turn.detail = "case";
    for (const kb::Button& button : turn.replies.front().buttons) turn.session.options.push_back(button.payload);
    return turn;
}

Turn Conversation::by_purpose(intents::Purpose purpose, const DialogueSession& session) const {
    Turn turn = fixed(outcome_of(purpose), std::string(intents::name_of(purpose)), {reply_to(purpose, office_)}, session);
    turn.asks_for_person = turn.outcome == Outcome::handoff && office_.wait.count() > 0;
    return turn;
}

kb::StoreResult<std::vector<kb::Ranked>> Conversation::rank(const kb::Query& query) const {
    const auto hits = knowledge_.index.search(query.for_index(knowledge_.catalog, kb::index_terms), kb::index_candidates);
    if (!hits) return tl::unexpected(hits.error());
    std::vector<kb::Hit> candidates = *hits;
    for (const std::string& code : query.codes) {
        const bool there = std::any_of(candidates.begin(), candidates.end(), [&](const kb::Hit& hit) { return hit.code == code; });
        if (!there) candidates.push_back({code, 0});
    }
    return knowledge_.ranker.rank(query, candidates);
}

Turn Conversation::by_search(const intents::NormalizedText& text, const kb::Query& query, const DialogueSession& session) const {
    if (asks_another_facet(query, session)) return followed_up(query, session);
    if (query.content_words == 0 && query.codes.empty() && session.code.empty()) return which(query, session);
    const auto understanding = understood(text, query, session);
    if (!understanding) return unavailable(session);
    Turn turn = decided(*understanding, query, session);
    if (turn.detail == follow_up) return turn;  // not by the ranking
    turn.confidence = understanding->judgement.confidence;
    turn.candidates = best_of(knowledge_.catalog, understanding->ranked);
    return turn;
}

Turn Conversation::followed_up(const kb::Query& query, const DialogueSession& session) const {
    Turn turn = told(session.code, query.facets, false, session);
    if (turn.outcome == Outcome::answered) turn.detail = follow_up;
    return turn;
}

Turn Conversation::which(const kb::Query& query, const DialogueSession& session) const {
    // "lệ phí bao nhiêu?" of nothing: the part is known, the procedure is not.
    Turn turn = fixed(Outcome::clarify, "which", {which_procedure_reply()}, session);
    turn.facets = query.facets;
    turn.session.facets = query.facets;
    for (const kb::Button& button : turn.replies.front().buttons) {
        if (const auto choice = kb::choice_from(button.payload)) turn.session.options.push_back(choice->code);
    }
    return turn;
}

kb::StoreResult<Conversation::Understanding> Conversation::understood(const intents::NormalizedText& text,
                                                                      const kb::Query& query,
                                                                      const DialogueSession& session) const {
    auto ranked = rank(query);
    if (!ranked) return tl::unexpected(ranked.error());
    const kb::CatalogEntry* before = knowledge_.catalog.find(session.code);
    if (before != nullptr) knowledge_.ranker.stay_near(*ranked, *before, stays);
    Understanding alone{std::move(*ranked), {}};
    alone.judgement = kb::judge(knowledge_.catalog, query, alone.ranked, knowledge_.confidence);
    if (before == nullptr || alone.judgement.zone == kb::Zone::answer) return alone;
    // A correction or a detail ("ý em là cấp lại cơ"): read it together with what was spoken of.
    const kb::Context context{intents::normalize(before->short_name).tokens().size(), context_weight};
    const kb::Query joined =
        kb::query_from(knowledge_.catalog, intents::normalize(before->short_name + ". " + text.accented()), context);
    auto joined_ranked = rank(joined);
    if (!joined_ranked) return tl::unexpected(joined_ranked.error());
    Understanding together{std::move(*joined_ranked), {}};
    together.judgement = kb::judge(knowledge_.catalog, joined, together.ranked, knowledge_.confidence);
    const bool surer = together.judgement.confidence > alone.judgement.confidence;
    const bool new_topic =
        is_new_topic(topic_share(knowledge_, query, alone.ranked), topic_share(knowledge_, query, together.ranked));
    return surer && !new_topic ? together : alone;
}

Turn Conversation::decided(const Understanding& understanding, const kb::Query& query, const DialogueSession& session) const {
    const auto& [ranked, judgement] = understanding;
    const kb::CatalogEntry* first = ranked.empty() ? nullptr : &knowledge_.catalog.entries()[ranked.front().entry];
    if (first != nullptr && !first->outside.empty() && judgement.zone != kb::Zone::lost) {
        return fixed(Outcome::not_found, first->code, {outside_reply(office_, *first)}, session);
    }
    const Named named = knowledge_.matters.named_in(query);
    const bool answers = judgement.zone == kb::Zone::answer ? !is_vague(named, query, judgement)
                                                            : first != nullptr && is_plain(named, query, *first, judgement);
    if (answers) return told_first(understanding, named, query, session);
    // A part is asked for and nothing else is meant: it is the procedure that was spoken of.
    const bool still = judgement.zone == kb::Zone::lost || (first != nullptr && first->code == session.code) ||
                       names_nothing(named, judgement);
    if (still && !session.code.empty() && !query.facets.empty()) return followed_up(query, session);
    const Options options = options_for(named, knowledge_.catalog, ranked, judgement);
    const bool asks = judgement.zone != kb::Zone::lost || !options.matter.empty();
    if (asks && options.codes.size() > 1) {
        Turn turn = asked_back(options, query);
        turn.session.code = turn.session.options.front();  // "bao nhiêu tiền?" before one is chosen: the likeliest
        return turn;
    }
    return lost(ranked, judgement, session);
}

Turn Conversation::told(const std::string& code, const std::vector<intents::Facet>& facets, bool full,
                        const DialogueSession& session) const {
    return told(code, facets, session, [&facets, full](const kb::Procedure& procedure, const std::string& name) {
        return full && !facets.empty() ? kb::full_answer(procedure, name, facets.front())
                                       : kb::answer_from(procedure, name, facets);
    });
}

Turn Conversation::told(const std::string& code, const std::vector<intents::Facet>& facets, const DialogueSession& session,
                        const Compose& compose) const {
    const auto found = knowledge_.store.find(code);
    if (!found) return unavailable(session);
    const kb::CatalogEntry* entry = knowledge_.catalog.find(code);
    if (!*found || entry == nullptr) {
        return fixed(Outcome::not_found, "gone", {not_found_reply(office_, {})}, DialogueSession{});
    }
    Turn turn;
    turn.outcome = Outcome::answered;
    turn.procedure = code;
    turn.facets = facets;
    turn.confidence = 1;
    turn.replies.push_back(compose(**found, entry->short_name));
    turn.session.code = code;
    turn.session.facets = facets;
    return turn;
}

Turn Conversation::told_first(const Understanding& understanding, const Named& named, const kb::Query& query,
                              const DialogueSession& session) const {
    const auto& [ranked, judgement] = understanding;
    const kb::CatalogEntry& first = knowledge_.catalog.entries()[ranked.front().entry];
    Turn turn = told(first.code, wanted_parts(query.facets), false, session);
    const auto others = others_beside(first, named, knowledge_.catalog, ranked, judgement);
    if (turn.outcome == Outcome::answered && !others.empty()) offer_beside(turn, others, knowledge_.catalog);
    return turn;
}

Turn Conversation::asked_back(const Options& options, const kb::Query& query) const {
    Turn turn;
    turn.outcome = Outcome::clarify;
    if (!options.matter.empty()) turn.detail = "matter";
    turn.facets = query.facets;
    kb::Reply reply{ask_back_text(options.matter, options.codes.size()), {}};
    for (const std::string& code : options.codes) {
        reply.buttons.push_back({knowledge_.catalog.find(code)->short_name, kb::payload_for(code, intents::Facet::general)});
    }
    turn.session.options = options.codes;
    turn.session.facets = query.facets;
    turn.replies.push_back(std::move(reply));
    return turn;
}

Turn Conversation::lost(const std::vector<kb::Ranked>& ranked, const kb::Judgement& judgement,
                        const DialogueSession& session) const {
    std::vector<kb::Button> near;
    // Names far away are no help: offered only when the question touches them at all.
    if (judgement.known > knowledge_.confidence.known_from / 2) {
        for (const std::size_t option : judgement.options) {
            const kb::CatalogEntry& entry = knowledge_.catalog.entries()[ranked[option].entry];
            if (near.size() < 3 && entry.outside.empty()) near.push_back({entry.short_name, kb::payload_for(entry.code, intents::Facet::general)});
        }
    }
    return fixed(Outcome::not_found, "lost", {not_found_reply(office_, near)}, session);
}

Turn Conversation::unavailable(const DialogueSession& session) const {
    return fixed(Outcome::unavailable, "index", {unavailable_reply(office_)}, session);
}

}  // namespace motcua::gateway
