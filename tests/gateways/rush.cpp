// Four threads, each with citizens of its own.
#include "tests/gateways/rush.hpp"

#include "tests/end_to_end/http_bytes.hpp"

namespace motcua::tests {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t writers_at_once = 4;
constexpr milliseconds before_again{20};
constexpr std::chrono::minutes last_words{1};  // for the message under way when the rush stops

std::size_t next_question(const RushCitizen& citizen, std::mt19937& random) {
    const std::size_t kinds = questions().size();
    const std::size_t before = citizen.messages.empty() ? 0 : citizen.messages.back().question;
    // Never the same kind twice in a row: a reply that comes twice is then told from two replies.
    return (before + 1 + random() % (kinds - 1)) % kinds;
}

}  // namespace

Rush::Rush(const Doors& doors, Plan plan) : doors_(doors), plan_(std::move(plan)) {
    for (std::size_t i = 0; i < plan_.citizens; ++i) {
        RushCitizen& citizen = citizens_.emplace_back();
        const bool zalo = plan_.zalo_too && i % 2 == 0;
        citizen.citizen.channel = zalo ? intents::ChannelKind::zalo : intents::ChannelKind::messenger;
        citizen.citizen.id = "8000000" + std::to_string(1000 + i);
    }
}

Rush::~Rush() { stop(); }

void Rush::start() {
    for (std::size_t i = 0; i < writers_at_once; ++i) threads_.emplace_back([this, i] { run(i); });
}

void Rush::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

bool Rush::wait_for(std::size_t count, milliseconds limit) {
    std::unique_lock lock(mutex_);
    const std::size_t goal = acknowledged_ + count;
    return changed_.wait_for(lock, limit, [&] { return acknowledged_ >= goal; });
}

bool Rush::pause(milliseconds span) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, span, [this] { return stopping_; });
}

void Rush::run(std::size_t first) {
    std::mt19937 random(plan_.seed + static_cast<std::uint32_t>(first));
    for (std::size_t at = first; pause(plan_.pause); at = at + writers_at_once < citizens_.size() ? at + writers_at_once : first) {
        write(citizens_[at], random);
    }
}

bool Rush::post(const Citizen& citizen, const gateway::SignedEvent& event, std::mt19937& random) const {
    const std::uint16_t port = doors_.any(random);
    return port != 0 && call(port, post_bytes(citizen.webhook(), event)).status == 200;
}

void Rush::write(RushCitizen& citizen, std::mt19937& random) {
    const std::size_t question = next_question(citizen, random);
    RushMessage& message = citizen.messages.emplace_back();
    message.id = plan_.name + "-" + citizen.citizen.id + "-" + std::to_string(citizen.messages.size());
    message.question = question;
    message.posted = steady_clock::now();
    const auto event = event_of(questions()[question], citizen.citizen, message.id);
    while (!post(citizen.citizen, event, random)) {
        ++message.refusals;
        if (!pause(before_again) && steady_clock::now() > message.posted + last_words) return;
    }
    message.acknowledged = steady_clock::now();
    message.is_acknowledged = true;
    ++acknowledged_;
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
}

}  // namespace motcua::tests
