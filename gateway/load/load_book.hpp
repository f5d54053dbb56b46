// What was asked under load and when it was acknowledged; held against what was heard.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "gateway/emulator/event_poster.hpp"
#include "gateway/load/ear.hpp"
#include "gateway/load/load_report.hpp"
#include "gateway/load/rehearsal.hpp"

namespace motcua::gateway {

struct LoadCitizen {
    intents::ChannelKind channel = intents::ChannelKind::zalo;
    std::string id;
};

/// Safe to call from several threads at once.
class LoadBook {
  public:
    LoadBook(std::vector<LoadCitizen> citizens, std::vector<KnownQuestion> questions);

    const std::vector<LoadCitizen>& citizens() const noexcept { return citizens_; }
    const std::vector<KnownQuestion>& questions() const noexcept { return questions_; }

    /// The event's number.
    std::size_t begin(std::size_t citizen, std::size_t question);
    /// One attempt to deliver it ended.
    void posted(std::size_t event, const PostResult& result);

    LoadProgress progress() const;
    /// Without the emulator's own counts.
    LoadReport report(const Ear& ear) const;

  private:
    struct Event {
        std::size_t citizen = 0;
        std::size_t question = 0;
        LoadClock::time_point started;  // of the first attempt
        LoadClock::time_point acknowledged;
        bool was_started = false;
        bool was_acknowledged = false;
    };

    const std::vector<LoadCitizen> citizens_;
    const std::vector<KnownQuestion> questions_;
    mutable std::mutex mutex_;
    std::vector<Event> events_;
    std::vector<double> acknowledgement_ms_;
    LoadProgress progress_;

    friend class LoadAudit;
};

}  // namespace motcua::gateway
