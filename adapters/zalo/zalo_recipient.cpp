// The sender string of Zalo, both ways.
#include "adapters/zalo/zalo_recipient.hpp"

namespace motcua::adapters {
namespace {

constexpr std::string_view prefix = "anonymous/";

std::string escaped(std::string_view id) {
    std::string out;
    for (const char letter : id) {
        if (letter == '%') {
            out += "%25";
        } else if (letter == '/') {
            out += "%2F";
        } else {
            out += letter;
        }
    }
    return out;
}

std::string unescaped(std::string_view id) {
    std::string out;
    while (!id.empty()) {
        const bool slash = id.substr(0, 3) == "%2F";
        const bool escape = slash || id.substr(0, 3) == "%25";
        out += escape ? (slash ? '/' : '%') : id.front();
        id.remove_prefix(escape ? 3 : 1);
    }
    return out;
}

}  // namespace

std::string sender_of(const ZaloRecipient& recipient) {
    if (!recipient.anonymous) return recipient.id;
    return std::string(prefix) + escaped(recipient.id) + '/' + recipient.conversation;
}

ZaloRecipient zalo_recipient(std::string_view sender) {
    if (sender.substr(0, prefix.size()) != prefix) return {std::string(sender), "", false};
    const std::string_view rest = sender.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) return {unescaped(rest), "", true};
    return {unescaped(rest.substr(0, slash)), std::string(rest.substr(slash + 1)), true};
}

}  // namespace motcua::adapters
