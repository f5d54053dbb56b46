// Notes what the emulator tells.
#include "gateway/load/ear.hpp"

#include <functional>

namespace motcua::gateway {

void Ear::hear(const SentNote& note) {
    const Heard heard{std::hash<std::string>{}(note.message.text), note.run, note.answer_withheld, LoadClock::now()};
    const std::lock_guard lock(mutex_);
    by_user_[note.message.user].push_back(heard);
    ++count_;
    heard_.notify_all();
}

std::vector<Heard> Ear::heard_by(const std::string& user) const {
    const std::lock_guard lock(mutex_);
    const auto found = by_user_.find(user);
    return found == by_user_.end() ? std::vector<Heard>{} : found->second;
}

Ear::ByUser Ear::all() const {
    const std::lock_guard lock(mutex_);
    return by_user_;
}

std::size_t Ear::count() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

bool Ear::wait_for(std::size_t count, std::chrono::milliseconds silence) {
    std::unique_lock lock(mutex_);
    while (count_ < count) {
        const std::size_t before = count_;
        if (!heard_.wait_for(lock, silence, [&] { return count_ != before; })) return false;
    }
    return true;
}

void Ear::forget() {
    const std::lock_guard lock(mutex_);
    by_user_.clear();
    count_ = 0;
}

}  // namespace motcua::gateway
