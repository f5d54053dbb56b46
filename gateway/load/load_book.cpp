// Notes events and attempts; the figures are made by LoadAudit.
#include "gateway/load/load_book.hpp"

#include <utility>

#include "gateway/load/load_audit.hpp"

namespace motcua::gateway {

LoadBook::LoadBook(std::vector<LoadCitizen> citizens, std::vector<KnownQuestion> questions)
    : citizens_(std::move(citizens)), questions_(std::move(questions)) {}

std::size_t LoadBook::begin(std::size_t citizen, std::size_t question) {
    const std::lock_guard lock(mutex_);
    events_.push_back({citizen, question, {}, {}, false, false});
    ++progress_.sent;
    return events_.size() - 1;
}

void LoadBook::posted(std::size_t number, const PostResult& result) {
    const auto now = LoadClock::now();
    const std::lock_guard lock(mutex_);
    Event& event = events_[number];
    ++progress_.posts;
    // A reply may come before this note of the attempt that it answers: what counts is when the attempt began.
    const auto start = result.started == LoadClock::time_point{} ? now : result.started;
    if (!event.was_started || start < event.started) event.started = start;
    event.was_started = true;
    if (result.status != 200) {
        ++progress_.failed_posts;
        return;
    }
    acknowledgement_ms_.push_back(std::chrono::duration<double, std::milli>(result.took).count());
    if (event.was_acknowledged) return;
    event.was_acknowledged = true;
    event.acknowledged = now;
    ++progress_.acknowledged;
}

LoadProgress LoadBook::progress() const {
    const std::lock_guard lock(mutex_);
    return progress_;
}

LoadReport LoadBook::report(const Ear& ear) const {
    const auto heard = ear.all();
    const std::lock_guard lock(mutex_);
    LoadReport report = LoadAudit(*this).run(heard);
    report.progress = progress_;
    report.questions = questions_.size();
    report.acknowledgement = latency_of(acknowledgement_ms_);
    return report;
}

}  // namespace motcua::gateway
