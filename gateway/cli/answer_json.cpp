// The JSON lines of `answer` and `normalize`.
#include <chrono>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "gateway/cli/ask_command.hpp"
#include "intents/normalized_text.hpp"

namespace motcua::gateway {
namespace {

using nlohmann::json;

constexpr auto replace = json::error_handler_t::replace;  // never ill-formed UTF-8 out

std::string text_at(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->dump(-1, ' ', false, replace);
}

std::vector<intents::Attachment> attachments_at(const json& object) {
    std::vector<intents::Attachment> attachments;
    const auto add = [&](const json& item) {
        if (!item.is_object()) return;
        const auto kind = intents::attachment_from(text_at(item, "type"));
        attachments.push_back({kind.value_or(intents::AttachmentKind::other), text_at(item, "name")});
    };
    const auto list = object.find("attachments");
    if (list != object.end() && list->is_array()) {
        for (const json& item : *list) add(item);
    }
    return attachments;
}

intents::IncomingMessage message_from(const json& line) {
    intents::IncomingMessage message;
    message.envelope.channel = intents::channel_from(text_at(line, "channel")).value_or(intents::ChannelKind::web);
    message.envelope.account = "cli";
    message.envelope.sender = text_at(line, "conversation");
    message.text = text_at(line, "text");
    message.payload = text_at(line, "payload");
    message.attachments = attachments_at(line);
    return message;
}

json policy_of(const intents::Verdict& verdict) {
    if (!verdict) {
        return {{"label", intents::name_of(verdict.error().label)},
                {"action", "refuse"},
                {"rule", verdict.error().rule},
                {"reply", intents::name_of(verdict.error().notice)}};
    }
    return {{"label", intents::name_of(verdict->label())},
            {"action", intents::name_of(verdict->action())},
            {"rule", verdict->rule()},
            {"reply", intents::name_of(verdict->notice())}};
}

json replies_of(const Turn& turn) {
    json replies = json::array();
    for (const kb::Reply& reply : turn.replies) {
        json buttons = json::array();
        for (const kb::Button& button : reply.buttons) {
            buttons.push_back({{"title", button.title}, {"payload", button.payload}});
        }
        replies.push_back({{"text", reply.text}, {"buttons", std::move(buttons)}});
    }
    return replies;
}

json line_of(const std::string& conversation, const intents::Verdict& verdict, const Turn& turn, std::int64_t micros) {
    json facets = json::array();
    for (const intents::Facet facet : turn.facets) facets.push_back(intents::name_of(facet));
    if (facets.empty() && turn.procedure) facets.push_back(intents::name_of(intents::Facet::general));
    json candidates = json::array();
    for (const ScoredCode& row : turn.candidates) {
        candidates.push_back({{"code", row.code}, {"score", row.score}, {"probability", row.probability}});
    }
    return {{"conversation", conversation},
            {"outcome", name_of(turn.outcome)},
            {"detail", turn.detail},
            {"procedure", turn.procedure ? json(*turn.procedure) : json(nullptr)},
            {"facets", std::move(facets)},
            {"confidence", turn.confidence},
            {"candidates", std::move(candidates)},
            {"policy", policy_of(verdict)},
            {"reply", replies_of(turn)},
            {"micros", micros}};
}

}  // namespace

int answer_lines(const Snapshot& snapshot, std::istream& in, std::ostream& out) {
    std::unordered_map<std::string, DialogueSession> sessions;
    int status = 0;
    for (std::string text; std::getline(in, text);) {
        if (text.empty()) continue;
        const json line = json::parse(text, nullptr, false);
        if (!line.is_object()) {
            out << json({{"error", "expected one JSON object a line, e.g. {\"conversation\":\"c1\",\"text\":\"…\"}"}}).dump()
                << std::endl;
            status = 1;
            continue;
        }
        const auto begin = std::chrono::steady_clock::now();
        const intents::IncomingMessage message = message_from(line);
        const intents::Verdict verdict = intents::admit(message);
        DialogueSession& session = sessions[message.envelope.sender];
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(
            std::chrono::system_clock::now().time_since_epoch());
        const Turn turn = snapshot.conversation().respond(verdict, session, now);
        session = turn.session;
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
        out << line_of(message.envelope.sender, verdict, turn, took.count()).dump(-1, ' ', false, replace) << std::endl;
    }
    return status;
}

int normalize_lines(std::istream& in, std::ostream& out) {
    int status = 0;
    for (std::string text; std::getline(in, text);) {
        if (text.empty()) continue;
        const json line = json::parse(text, nullptr, false);
        if (!line.is_object()) {
            out << json({{"error", "expected one JSON object a line, e.g. {\"text\":\"…\"}"}}).dump() << std::endl;
            status = 1;
            continue;
        }
        const intents::NormalizedText normalized = intents::normalize(text_at(line, "text"));
        json tokens = json::array();
        for (const intents::Token& token : normalized.tokens()) tokens.push_back(token.accented);
        json notes = json::array();
        for (const intents::TextNote note : normalized.notes()) notes.push_back(intents::name_of(note));
        const json made = {{"text", normalized.accented()}, {"folded", normalized.folded()},
                           {"tokens", std::move(tokens)}, {"notes", std::move(notes)}};
        out << made.dump(-1, ' ', false, replace) << std::endl;
    }
    return status;
}

}  // namespace motcua::gateway
