// Verify, read, admit, append, acknowledge.
#include "gateway/webhook/receiver.hpp"

#include <utility>

namespace motcua::gateway {
namespace {

adapters::WebhookCall call_from(const Request& request) {
    adapters::WebhookCall call;
    call.body = request.body;
    call.headers.reserve(request.headers.size());
    for (const auto& [name, value] : request.headers) call.headers.emplace_back(name, value);
    return call;
}

}  // namespace

void Receiver::receive(const Request& request, const Respond& respond) {
    const adapters::Verification verification = channel_.verify(call_from(request));
    observer_.signature(channel_.kind(), verification);
    if (verification.state == adapters::SignatureState::probe) return respond({.status = 200});
    if (verification.state != adapters::SignatureState::valid) return respond({.status = 401, .body = "unauthorized\n"});
    std::vector<adapters::ChannelEvent> read = channel_.events_of(request.body);
    const bool heard = ring(bell_, channel_.kind(), read);
    std::vector<adapters::DeskNote> notes = notes_of(read);
    auto events = std::make_shared<std::vector<adapters::InboxEvent>>(admitted(std::move(read)));
    if (!heard) return respond({.status = 503});
    if (notes.empty()) return append(std::move(*events), respond);
    desk_.note(std::move(notes), [this, events, respond](const adapters::QueueResult<void>& noted) {
        if (!noted) return respond({.status = 503});
        append(std::move(*events), respond);
    });
}

void Receiver::append(std::vector<adapters::InboxEvent> events, const Respond& respond) {
    if (events.empty()) return respond({.status = 200});
    inbox_.append(std::move(events), [this, respond](const adapters::QueueResult<adapters::AppendReceipt>& receipt) {
        observer_.appended(channel_.kind(), receipt);
        // The platform asks again after a 503; what it was told 200 for is on disk.
        respond({.status = receipt ? 200 : 503});
    });
}

std::vector<adapters::InboxEvent> Receiver::admitted(std::vector<adapters::ChannelEvent> events) {
    std::vector<adapters::InboxEvent> kept;
    for (adapters::ChannelEvent& event : events) {
        observer_.event(channel_.kind(), event.kind);
        if (echoes_ != nullptr) echoes_->look_at(event);
        if (event.kind != adapters::EventKind::message) continue;
        intents::Verdict verdict = intents::admit(event.message);
        if (!verdict) observer_.refused(channel_.kind(), verdict.error().rule);
        kept.push_back({std::move(event.message.envelope), std::move(verdict)});
    }
    return kept;
}

}  // namespace motcua::gateway
