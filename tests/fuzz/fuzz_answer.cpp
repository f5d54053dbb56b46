// Fuzzes a whole answer: any bytes as two messages and a stored session; the reply is bounded, NFC, never empty.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "gateway/knowledge/snapshot.hpp"
#include "intents/normalized_text.hpp"

namespace {

using namespace motcua;

void require(bool holds) {
    if (!holds) std::abort();
}

/// The starter base, opened once a process.
const gateway::Snapshot& starter() {
    static const std::filesystem::path folder = [] {
        auto made = std::filesystem::temp_directory_path() / ("motcua-fuzz-" + std::to_string(std::random_device{}()));
        std::filesystem::create_directories(made);
        return made;
    }();
    static const gateway::Snapshot snapshot(folder, gateway::Office{}, [](const std::string&) {});
    return snapshot;
}

gateway::DialogueSession heard(const std::string& text, const std::string& payload, const gateway::DialogueSession& session) {
    constexpr std::size_t most_text = 16'000;
    constexpr std::size_t most_buttons = 10;
    intents::IncomingMessage message;
    message.text = text;
    message.payload = payload;
    const gateway::Turn turn = starter().conversation().respond(intents::admit(message), session, std::chrono::seconds(1'764'000'000));
    require(turn.replies.size() <= 3);
    require(turn.outcome == gateway::Outcome::silent || !turn.replies.empty());
    for (const kb::Reply& reply : turn.replies) {
        require(!reply.text.empty() && reply.text.size() <= most_text && intents::to_nfc(reply.text) == reply.text);
        require(reply.buttons.size() <= most_buttons);
        for (const kb::Button& button : reply.buttons) require(!button.title.empty() && button.payload.size() <= 200);
    }
    require(turn.confidence >= 0 && turn.confidence <= 1);
    return turn.session;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t first = 2 + static_cast<unsigned char>(bytes[0]) % (size - 2);
    const std::size_t second = first + static_cast<unsigned char>(bytes[1]) % (size - first + 1);
    const auto session = heard(bytes.substr(2, first - 2), {}, gateway::DialogueSession::from_text(bytes.substr(second)));
    heard(bytes.substr(first, second - first), {}, session);
    heard({}, bytes.substr(second), session);
    return 0;
}
