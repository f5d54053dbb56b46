// Fuzz target: any bytes as a webhook body of Messenger.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/messenger/messenger_compose.hpp"
#include "adapters/messenger/messenger_payload.hpp"
#include "adapters/wire_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace motcua;
    static const adapters::MessengerIdentity identity{{"682498171943165", "61"}, {"1517776481860111"}};
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto events = adapters::messenger_events(body, identity);
    if (events.empty()) std::abort();
    for (const auto& event : events) {
        if (event.name.empty() || event.name.size() > 64) std::abort();
        const bool message = event.kind == adapters::EventKind::message;
        if (message && event.message.envelope.message_id.empty()) std::abort();
        const auto parts = adapters::messenger_parts(event.message.envelope, {{event.message.text, {}}});
        for (const auto& part : parts) {
            if (!adapters::read_wire_json(part.body)) std::abort();
        }
    }
    return 0;
}
