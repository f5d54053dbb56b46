// Reads app ids out of thread control, and writes the bodies of our own calls.
#include "adapters/messenger/messenger_control.hpp"

#include <algorithm>

namespace motcua::adapters {
namespace {

bool is_ours(const WireNode& app_id, const MessengerIdentity& identity) {
    const std::string id = app_id.id();
    return !id.empty() && identity.app_ids.count(id) > 0;
}

Speaker after_roles(const WireNode& roles, const MessengerIdentity& identity) {
    for (std::size_t i = 0; i < roles.names.size() && i < roles.children.size(); ++i) {
        if (identity.app_ids.count(roles.names[i]) == 0) continue;
        const auto& given = roles.children[i].children;
        const bool primary = std::any_of(given.begin(), given.end(), [](const WireNode& role) {
            return role.string() == "primary_receiver";
        });
        return primary ? Speaker::bot : Speaker::other_app;
    }
    return Speaker::other_app;
}

}  // namespace

bool is_agent_echo(const WireNode& message, const MessengerIdentity& identity) {
    const std::string metadata = message["metadata"].string();
    const bool marked = metadata.compare(0, messenger_reference_prefix.size(), messenger_reference_prefix) == 0;
    return !marked && !is_ours(message["app_id"], identity);
}

Speaker speaker_in_standby(const WireNode& item, bool agent_echo) noexcept {
    if (agent_echo) return Speaker::agent;
    // What became of our own last message says nothing of who holds the conversation now.
    const bool of_ours = item.has("delivery") || item.has("read") || item["message"]["is_echo"].truth;
    return of_ours ? Speaker::unchanged : Speaker::other_app;
}

Speaker speaker_after(const WireNode& item, std::string_view detail, const MessengerIdentity& identity) {
    if (detail == "pass") {
        const bool to_us =
            identity.app_ids.empty() || is_ours(item["pass_thread_control"]["new_owner_app_id"], identity);
        return to_us ? Speaker::bot : Speaker::other_app;
    }
    if (detail == "take") {
        // Who takes it without being asked has come to speak: the inbox does so when staff reply.
        return is_ours(item["take_thread_control"]["new_owner_app_id"], identity) ? Speaker::bot : Speaker::agent;
    }
    if (detail == "request") {
        const bool by_us = is_ours(item["request_thread_control"]["requested_owner_app_id"], identity);
        return by_us ? Speaker::unchanged : Speaker::other_app;
    }
    return after_roles(item["app_roles"], identity);
}

OutgoingPart pass_thread_part(std::string_view citizen, std::string_view inbox_app) {
    return {std::string(pass_thread_edge) + R"({"recipient":{"id":)" + json_quoted(citizen) +
            R"(},"target_app_id":)" + json_quoted(inbox_app) + "}"};
}

OutgoingPart take_thread_part(std::string_view citizen) {
    return {std::string(take_thread_edge) + R"({"recipient":{"id":)" + json_quoted(citizen) + "}}"};
}

MessengerCall call_of(std::string_view part_body) noexcept {
    for (const std::string_view edge : {pass_thread_edge, take_thread_edge}) {
        if (part_body.substr(0, edge.size()) == edge) return {edge, part_body.substr(edge.size())};
    }
    return {"messages", part_body};
}

}  // namespace motcua::adapters
