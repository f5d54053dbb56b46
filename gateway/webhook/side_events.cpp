// From an event's kind and speaker to a note.
#include "gateway/webhook/side_events.hpp"

namespace motcua::gateway {
namespace {

using adapters::DeskChange;
using adapters::EventKind;
using adapters::Speaker;

std::optional<DeskChange> change_of(const adapters::ChannelEvent& event) {
    if (event.kind == EventKind::data_rights) return DeskChange::erased;
    if (event.kind == EventKind::lifecycle && event.detail == "unfollow") return DeskChange::erased;
    switch (event.speaker) {
        case Speaker::agent: return DeskChange::agent_spoke;
        case Speaker::other_app: return DeskChange::other_app;
        case Speaker::bot: return DeskChange::back_to_bot;
        case Speaker::unchanged: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<adapters::DeskNote> note_of(const adapters::ChannelEvent& event) {
    const auto change = change_of(event);
    if (!change || event.message.envelope.sender.empty()) return std::nullopt;
    return adapters::DeskNote{event.message.envelope, *change};
}

std::vector<adapters::DeskNote> notes_of(const std::vector<adapters::ChannelEvent>& events) {
    std::vector<adapters::DeskNote> notes;
    for (const adapters::ChannelEvent& event : events) {
        if (auto note = note_of(event)) notes.push_back(std::move(*note));
    }
    return notes;
}

bool ring(const AlarmBell& bell, intents::ChannelKind channel, const std::vector<adapters::ChannelEvent>& events) {
    bool heard = true;
    for (const adapters::ChannelEvent& event : events) {
        if (event.kind == EventKind::alarm && bell) heard &= bell(channel, event);
    }
    return heard;
}

}  // namespace motcua::gateway
