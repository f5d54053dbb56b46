// Fuzz target: any bytes as a webhook body of Zalo, read before and after its signature.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/wire_json.hpp"
#include "adapters/zalo/zalo_compose.hpp"
#include "adapters/zalo/zalo_payload.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace motcua;
    static const adapters::Names accounts{"388613280878808645"};
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    (void)adapters::read_top_level(body, {"app_id", "timestamp"});
    const auto events = adapters::zalo_events(body, accounts);
    if (events.size() != 1) std::abort();
    for (const auto& event : events) {
        if (event.name.empty() || event.name.size() > 64) std::abort();
        const bool message = event.kind == adapters::EventKind::message;
        if (message && event.message.envelope.message_id.empty()) std::abort();
        const auto parts = adapters::zalo_parts(event.message.envelope, {{event.message.text, {}}}, false);
        for (const auto& part : parts) {
            if (!adapters::read_wire_json(part.body)) std::abort();
        }
    }
    return 0;
}
