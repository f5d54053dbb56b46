// From an admitted message to the replies: the one function that every channel and the command line call.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/conversation/options.hpp"
#include "gateway/conversation/turn.hpp"
#include "intents/policy/message_guard.hpp"
#include "intents/purpose.hpp"
#include "knowledge-base/catalog.hpp"
#include "knowledge-base/confidence.hpp"
#include "knowledge-base/paper_cases.hpp"
#include "knowledge-base/procedure_index.hpp"
#include "knowledge-base/procedure_store.hpp"
#include "knowledge-base/ranker.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::gateway {

/// What the conversation answers from. All must outlive it and be safe to call from several threads.
struct Knowledge {
    const kb::ProcedureStore& store;
    const kb::ProcedureIndex& index;
    const kb::Catalog& catalog;
    const kb::Ranker& ranker;
    const kb::ConfidenceModel& confidence;
    const kb::MatterBook& matters;
};

/// Where a person is sent who wants a human or a place; from the configuration of the province.
struct Office {
    std::string name = "Trung tâm Phục vụ hành chính công xã, phường";
    std::string phone;        // empty: none is told
    std::string hours = "giờ hành chính, thứ Hai đến thứ Sáu";
    std::chrono::minutes wait{0};  // for a person who answers in the conversation; 0: nobody does
};

/// Of a button or menu entry "Gặp nhân viên".
inline constexpr std::string_view person_payload = "#m:person";

/// Thread-safe: keeps nothing between calls.
class Conversation {
  public:
    Conversation(Knowledge knowledge, Office office) : knowledge_(knowledge), office_(std::move(office)) {}

    /// `attended`: people of the office read this conversation too, as far as the office has any who do.
    Turn respond(const intents::Verdict& verdict, const DialogueSession& session, std::chrono::seconds now,
                 bool attended = true) const;

    /// The ranking behind an answer, for `ask --explain` and for evaluation.
    kb::StoreResult<std::vector<kb::Ranked>> rank(const kb::Query& query) const;

  private:
    Turn answer(const intents::AdmittedMessage& message, const DialogueSession& session) const;
    std::optional<Turn> by_button(std::string_view payload, const DialogueSession& session) const;
    Turn by_case(const kb::CaseChoice& choice, const DialogueSession& session) const;
    Turn by_purpose(intents::Purpose purpose, const DialogueSession& session) const;
    Turn by_search(const intents::NormalizedText& text, const kb::Query& query, const DialogueSession& session) const;
    /// The ranking that was settled on, and how sure it is.
    struct Understanding {
        std::vector<kb::Ranked> ranked;
        kb::Judgement judgement;
    };
    kb::StoreResult<Understanding> understood(const intents::NormalizedText& text, const kb::Query& query,
                                              const DialogueSession& session) const;
    Turn decided(const Understanding& understanding, const kb::Query& query, const DialogueSession& session) const;
    Turn followed_up(const kb::Query& query, const DialogueSession& session) const;
    Turn which(const kb::Query& query, const DialogueSession& session) const;
    Turn told(const std::string& code, const std::vector<intents::Facet>& facets, bool full,
              const DialogueSession& session) const;
    using Compose = std::function<kb::Reply(const kb::Procedure&, const std::string& short_name)>;
    /// Finds the procedure, or says that it is gone or cannot be read just now.
    Turn told(const std::string& code, const std::vector<intents::Facet>& facets, const DialogueSession& session,
              const Compose& compose) const;
    /// The answer of the ranking's first, with others beside it when it is not certain.
    Turn told_first(const Understanding& understanding, const Named& named, const kb::Query& query,
                    const DialogueSession& session) const;
    Turn asked_back(const Options& options, const kb::Query& query) const;
    Turn lost(const std::vector<kb::Ranked>& ranked, const kb::Judgement& judgement, const DialogueSession& session) const;
    Turn unavailable(const DialogueSession& session) const;

    Knowledge knowledge_;
    Office office_;
};

}  // namespace motcua::gateway
