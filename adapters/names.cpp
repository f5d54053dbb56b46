// The fixed names of signature states, event kinds, fates and token chains, as metrics and logs spell them.
#include "adapters/channel.hpp"
#include "adapters/token_vault.hpp"

namespace motcua::adapters {

std::string_view name_of(SignatureState state) noexcept {
    switch (state) {
        case SignatureState::valid: return "valid";
        case SignatureState::probe: return "probe";
        case SignatureState::missing: return "missing";
        case SignatureState::malformed: return "malformed";
        case SignatureState::mismatch: return "mismatch";
        case SignatureState::unreadable: return "unreadable";
        case SignatureState::unknown_account: return "unknown_account";
    }
    return "missing";
}

std::string_view name_of(EventKind kind) noexcept {
    switch (kind) {
        case EventKind::message: return "message";
        case EventKind::echo: return "echo";
        case EventKind::receipt: return "receipt";
        case EventKind::reaction: return "reaction";
        case EventKind::lifecycle: return "lifecycle";
        case EventKind::handover: return "handover";
        case EventKind::data_rights: return "data_rights";
        case EventKind::alarm: return "alarm";
        case EventKind::edit: return "edit";
        case EventKind::profile: return "profile";
        case EventKind::click: return "click";
        case EventKind::tag: return "tag";
        case EventKind::call: return "call";
        case EventKind::feedback: return "feedback";
        case EventKind::commerce: return "commerce";
        case EventKind::account: return "account";
        case EventKind::group: return "group";
        case EventKind::feed: return "feed";
        case EventKind::sample: return "sample";
        case EventKind::foreign: return "foreign";
        case EventKind::ignored: return "ignored";
        case EventKind::unknown: return "unknown";
        case EventKind::malformed: return "malformed";
    }
    return "unknown";
}

std::string_view name_of(Fate fate) noexcept {
    switch (fate) {
        case Fate::sent: return "sent";
        case Fate::retry: return "retry";
        case Fate::rate_limited: return "rate_limited";
        case Fate::ambiguous: return "ambiguous";
        case Fate::token_expired: return "token_expired";
        case Fate::window_closed: return "window_closed";
        case Fate::recipient_gone: return "recipient_gone";
        case Fate::rejected: return "rejected";
        case Fate::misconfigured: return "misconfigured";
    }
    return "retry";
}

std::string_view name_of(ChainState state) noexcept {
    switch (state) {
        case ChainState::ready: return "ready";
        case ChainState::refreshing: return "refreshing";
        case ChainState::needs_consent: return "needs_consent";
    }
    return "needs_consent";
}

std::optional<ChainState> chain_state_from(std::string_view name) noexcept {
    for (const auto state : {ChainState::ready, ChainState::refreshing, ChainState::needs_consent}) {
        if (name_of(state) == name) return state;
    }
    return std::nullopt;
}

}  // namespace motcua::adapters
