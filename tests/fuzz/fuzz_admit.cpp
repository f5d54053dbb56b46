// Fuzzes the message guard: any bytes as text, file name and payload; checks what must hold for every
// verdict.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "intents/policy/letters.hpp"
#include "intents/policy/message_guard.hpp"

namespace {

bool is_well_formed(std::string_view text) {
    while (!text.empty()) {
        const auto code_point = motcua::intents::policy::first_code_point(text);
        if (!code_point.well_formed) return false;
        text.remove_prefix(code_point.bytes);
    }
    return true;
}

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    motcua::intents::IncomingMessage message;
    const auto split = 1 + static_cast<unsigned char>(bytes[0]) % (size - 1);
    message.text = bytes.substr(1, split);
    message.payload = bytes.substr(split);
    const auto kind = static_cast<unsigned char>(bytes[0]) % 16U;
    if (kind < 9)
        message.attachments.push_back({static_cast<motcua::intents::AttachmentKind>(kind), message.payload});

    const auto verdict = motcua::intents::admit(message);
    if (!verdict) {
        require(verdict.error().rule.size() <= 3);
        return 0;
    }
    require(is_well_formed(verdict->text()));
    require(verdict->payload().size() <= 4 * 200);
    // The same message gets the same verdict, and what was admitted once is no secret when it comes again.
    const auto again = motcua::intents::admit(message);
    require(again && again->text() == verdict->text());
    motcua::intents::IncomingMessage stored;
    stored.text = verdict->text();
    const auto second = motcua::intents::admit(stored);
    require(!second || is_well_formed(second->text()));
    return 0;
}
