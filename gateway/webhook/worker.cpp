// The loop of one answering thread.
#include "gateway/webhook/worker.hpp"

#include <exception>
#include <utility>

namespace motcua::gateway {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr milliseconds take_wait{200};      // how long a thread waits before it looks whether to stop
constexpr milliseconds second_try{2000};   // after a failure of ours

/// The session stays as it is, and nothing is said.
Turn silent_beside_a_person(const adapters::TakenEvent& taken) {
    Turn turn;
    turn.outcome = Outcome::with_person;
    turn.session = DialogueSession::from_text(taken.session);
    return turn;
}

/// The web chat has no inbox in which a person could read it.
bool is_attended(intents::ChannelKind channel) noexcept { return channel != intents::ChannelKind::web; }

bool asks_to_be_erased(const intents::Verdict& verdict) {
    return verdict && verdict->notice() == intents::Notice::rights_delete;
}

std::chrono::seconds now() {
    return duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
}

}  // namespace

Workers::Workers(adapters::EventInbox& inbox, Channels channels, CurrentConversation conversation,
                 WorkerObserver& observer)
    : inbox_(inbox), channels_(std::move(channels)), conversation_(std::move(conversation)), observer_(observer) {}

Workers::~Workers() { stop(); }

void Workers::start(int threads) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

void Workers::stop() {
    stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Workers::run() {
    while (!stopping_) {
        const auto taken = inbox_.take(take_wait);
        if (!taken) {
            observer_.failed("inbox");
            std::this_thread::sleep_for(take_wait);
            continue;
        }
        if (!*taken) continue;
        try {
            answer(**taken);
        } catch (const std::exception&) {
            // One event must not stop the others: it comes again, and is a dead letter after five loans.
            observer_.failed("exception");
            static_cast<void>(inbox_.release(**taken, second_try, "exception"));
        }
    }
}

void Workers::answer(const adapters::TakenEvent& taken) {
    const auto begin = std::chrono::steady_clock::now();
    const intents::Envelope& envelope = taken.event.envelope;
    const auto channel = channels_.find(envelope.channel);
    if (channel == channels_.end()) {
        observer_.failed("no_channel");
        static_cast<void>(inbox_.release(taken, second_try, "no_channel"));
        return;
    }
    const Turn turn = taken.with_person ? silent_beside_a_person(taken)
                                        : conversation_()->respond(taken.event.verdict,
                                                                   DialogueSession::from_text(taken.session), now(),
                                                                   is_attended(envelope.channel));
    adapters::Completion completion;
    completion.parts = channel->second->compose(envelope, turn.replies);
    completion.asks_for_person = turn.asks_for_person;
    if (turn.asks_for_person) {
        for (adapters::OutgoingPart& part : channel->second->hand_over(envelope)) completion.parts.push_back(std::move(part));
    }
    completion.erases = asks_to_be_erased(taken.event.verdict);
    if (!completion.erases) completion.session = taken.with_person ? taken.session : turn.session.to_text();
    completion.outcome = name_of(turn.outcome);
    if (const auto completed = inbox_.complete(taken, completion); !completed) {
        observer_.failed("complete");
        static_cast<void>(inbox_.release(taken, second_try, "complete"));
        return;
    }
    observer_.finished(envelope.channel, turn,
                       duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin));
}

}  // namespace motcua::gateway
