// The words of the counters' labels.
#include "gateway/webhook/send_observer.hpp"

namespace motcua::gateway {

std::string_view name_of(PauseCause cause) noexcept {
    switch (cause) {
        case PauseCause::limit: return "limit";
        case PauseCause::usage: return "usage";
        case PauseCause::token: return "token";
    }
    return "limit";
}

std::string_view name_of(EchoResult result) noexcept {
    switch (result) {
        case EchoResult::known: return "known";
        case EchoResult::confirmed: return "confirmed";
        case EchoResult::failed: return "failed";
    }
    return "failed";
}

}  // namespace motcua::gateway
