// Walks through each citizen's messages and replies side by side.
#include "tests/end_to_end/reply_ledger.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "adapters/messenger/messenger_compose.hpp"

namespace motcua::tests {
namespace {

std::size_t number_of(const Citizen& citizen) { return citizen.is_on_zalo() ? 0 : 1; }

int run_of(const SentReply& reply) { return reply.run.size() > 1 ? std::stoi(reply.run.substr(1)) : 0; }

/// What a citizen got, in the order in which it was sent: a killed process's last bytes may be read late.
SendApis::Replies received_by(const Citizen& citizen, const SendApis::Replies& replies) {
    SendApis::Replies received;
    std::copy_if(replies.begin(), replies.end(), std::back_inserter(received),
                 [&](const SentReply& reply) { return reply.user == citizen.id; });
    std::stable_sort(received.begin(), received.end(),
                     [](const SentReply& left, const SentReply& right) { return run_of(left) < run_of(right); });
    return received;
}

std::string ask(const RunningGateway& gateway, SendApis& platforms, const Citizen& citizen, std::size_t question,
                const std::string& id) {
    const std::size_t before = platforms.replies().size();
    gateway.post(citizen, event_of(questions()[question], citizen, id));
    platforms.wait_for(before + 1);
    if (!gateway.is_idle_within(std::chrono::seconds(10)) || platforms.replies().size() != before + 1) {
        throw std::runtime_error("question " + std::to_string(question) + " has not exactly one reply");
    }
    return platforms.replies().back().text;
}

}  // namespace

ReplyLedger::ReplyLedger(const RunningGateway& gateway, SendApis& platforms) {
    for (const Citizen& citizen : one_on_each_channel()) {
        auto& told = told_[number_of(citizen)];
        for (std::size_t i = 0; i < questions().size(); ++i) {
            told.push_back(ask(gateway, platforms, citizen, i, "there-" + std::to_string(i)));
        }
        // The other way round: no reply depends on what was said before.
        for (std::size_t i = questions().size(); i-- > 0;) {
            if (ask(gateway, platforms, citizen, i, "back-" + std::to_string(i)) != told[i]) {
                throw std::runtime_error("question " + std::to_string(i) + " is answered in two ways");
            }
        }
        if (std::set<std::string>(told.begin(), told.end()).size() != told.size()) {
            throw std::runtime_error("two questions have the same reply");
        }
    }
}

bool ReplyLedger::answers(const Writer& writer, std::size_t message, const SentReply& reply) const {
    if (message >= writer.written.size()) return false;
    const WrittenMessage& written = writer.written[message];
    if (reply.text != told_[number_of(writer.citizen)][written.question]) return false;
    if (writer.citizen.is_on_zalo()) return true;
    const intents::Envelope envelope{writer.citizen.channel, messenger_page().page_id, writer.citizen.id, written.id, {}};
    return reply.reference == adapters::messenger_reference(envelope, 0);
}

bool ReplyLedger::is_complete(const Crowd& crowd, const SendApis::Replies& replies) const {
    return audit(crowd, replies).answered >= crowd.acknowledged();
}

Audit ReplyLedger::audit(const Crowd& crowd, const SendApis::Replies& replies) const {
    Audit found;
    for (const Writer& writer : crowd.writers()) audit(writer, received_by(writer.citizen, replies), found);
    return found;
}

void ReplyLedger::audit(const Writer& writer, const SendApis::Replies& received, Audit& found) const {
    const auto fault = [&](std::size_t message, const std::string& what) {
        found.faults.push_back("citizen " + writer.citizen.id + ", message " + std::to_string(message) + ": " + what);
    };
    std::size_t next = 0;
    for (std::size_t i = 0; i < received.size(); ++i) {
        if (answers(writer, next, received[i])) {
            ++next;
        } else if (next > 0 && answers(writer, next - 1, received[i])) {
            // Sent, and the process was killed before that was written down: the last reply of a killed run.
            ++found.duplicates;
            if (run_of(received[i - 1]) >= run_of(received[i])) fault(next - 1, "answered twice by one process");
        } else {
            return fault(next, "lost, or answered out of order");
        }
    }
    found.answered += next;
    if (next < writer.acknowledged) fault(next, "acknowledged and never answered");
}

}  // namespace motcua::tests
