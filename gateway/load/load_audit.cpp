// One citizen at a time; replies of an earlier process come before those of a later one.
#include "gateway/load/load_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::size_t most_findings = 20;

double since_boot_s(LoadClock::time_point at) { return std::chrono::duration<double>(at.time_since_epoch()).count(); }

}  // namespace

void LoadAudit::find(const LoadCitizen& citizen, const Event& event, const std::string& what) {
    if (report_.findings.size() >= most_findings) return;
    report_.findings.push_back(fmt::format("{}: {} citizen {}, question {}, posted {:.3f}, acknowledged {:.3f}", what,
                                           intents::name_of(citizen.channel), citizen.id, event.question,
                                           since_boot_s(event.started),
                                           event.was_acknowledged ? since_boot_s(event.acknowledged) : 0.0));
}

LoadReport LoadAudit::run(const Ear::ByUser& heard) {
    std::vector<std::vector<const Event*>> events(book_.citizens_.size());
    for (const Event& event : book_.events_) events[event.citizen].push_back(&event);
    for (std::size_t i = 0; i < events.size(); ++i) {
        const LoadCitizen& citizen = book_.citizens_[i];
        const auto found = heard.find(citizen.id);
        audit(citizen, events[i], found == heard.end() ? std::vector<Heard>{} : found->second);
    }
    report_.reply = latency_of(std::move(reply_ms_));
    return std::move(report_);
}

void LoadAudit::audit(const LoadCitizen& citizen, const std::vector<const Event*>& events, std::vector<Heard> heard) {
    // A killed process's last bytes may be read after the next one's first.
    std::stable_sort(heard.begin(), heard.end(), [](const Heard& left, const Heard& right) { return left.run < right.run; });
    report_.replies += heard.size();
    std::vector<Answered> answers;
    for (const Event* event : events) {
        answers.push_back({event, book_.questions_[event->question].reply_on(citizen.channel), {}, 0});
    }
    std::vector<const Event*> order;
    std::vector<const Heard*> strange;
    for (const Heard& each : heard) {
        if (Answered* open = first_open(answers, each, each.text)) {
            order.push_back(open->event);
            answered(*open, each);
        } else if (!is_copy(citizen, answers, heard, each)) {
            strange.push_back(&each);
        }
    }
    for (const Heard* each : strange) {
        if (is_copy(citizen, answers, heard, *each)) continue;
        Answered* open = first_open(answers, *each, std::nullopt);
        ++(open == nullptr ? report_.unrecognised : report_.other_words);
        if (open == nullptr) continue;
        open->text = each->text;
        answered(*open, *each);
    }
    for (const Answered& answer : answers) {
        if (!answer.copies.empty()) continue;
        ++report_.lost;
        report_.lost_unacknowledged += answer.event->was_acknowledged ? 0 : 1;
        find(citizen, *answer.event, "lost");
    }
    check_order(citizen, order);
}

LoadAudit::Answered* LoadAudit::first_open(std::vector<Answered>& answers, const Heard& heard, std::optional<std::size_t> text) {
    const auto open = std::find_if(answers.begin(), answers.end(), [&](const Answered& answer) {
        return answer.copies.empty() && answer.event->was_started && answer.event->started <= heard.at &&
               (!text || answer.text == *text);
    });
    return open == answers.end() ? nullptr : &*open;
}

void LoadAudit::answered(Answered& open, const Heard& heard) {
    open.copies.push_back(&heard);
    ++report_.answered;
    reply_ms_.push_back(std::chrono::duration<double, std::milli>(heard.at - open.event->started).count());
}

bool LoadAudit::is_copy(const LoadCitizen& citizen, std::vector<Answered>& answers, const std::vector<Heard>& heard,
                        const Heard& copy) {
    const auto again = std::find_if(answers.rbegin(), answers.rend(), [&](const Answered& answer) {
        return !answer.copies.empty() && answer.text == copy.text;
    });
    if (again == answers.rend()) return false;
    count_copy(citizen, *again, heard, copy);
    return true;
}

void LoadAudit::count_copy(const LoadCitizen& citizen, Answered& answered, const std::vector<Heard>& heard, const Heard& copy) {
    const Heard& before = *answered.copies.back();
    const auto withheld = static_cast<std::size_t>(std::count_if(
        answered.copies.begin(), answered.copies.end(), [](const Heard* each) { return each->answer_withheld; }));
    // `heard` is in the order of the runs, so what follows `before` tells whether its process sent another one.
    const Heard* next = &before + 1;
    const bool was_last = next != heard.data() + heard.size() && next->run > before.run;
    answered.copies.push_back(&copy);
    if (withheld > answered.explained) {
        ++answered.explained;
        ++report_.duplicates_withheld;
    } else if (copy.run > before.run && was_last) {
        ++report_.duplicates_killed;
    } else {
        ++report_.duplicates_unexplained;
        find(citizen, *answered.event, fmt::format("answered again by run {} at {:.3f}, before by run {} at {:.3f}", copy.run,
                                                   since_boot_s(copy.at), before.run, since_boot_s(before.at)));
    }
}

/// Only what was acknowledged before the other was posted has an order that the gateway could know.
void LoadAudit::check_order(const LoadCitizen& citizen, const std::vector<const Event*>& in_order_of_reply) {
    LoadClock::time_point latest_start = LoadClock::time_point::min();
    for (const Event* event : in_order_of_reply) {
        if (event->was_acknowledged && event->acknowledged < latest_start) {
            ++report_.out_of_order;
            find(citizen, *event, "out of order");
        }
        latest_start = std::max(latest_start, event->started);
    }
}

}  // namespace motcua::gateway
