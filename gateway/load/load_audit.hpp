// Walks through each citizen's events and replies: lost, out of order, duplicated, and what explains it.
#pragma once

#include <optional>
#include <vector>

#include "gateway/load/load_book.hpp"

namespace motcua::gateway {

/// Works on a book whose lock is held by the caller.
class LoadAudit {
  public:
    explicit LoadAudit(const LoadBook& book) : book_(book) {}

    LoadReport run(const Ear::ByUser& heard);

  private:
    using Event = LoadBook::Event;
    struct Answered {
        const Event* event = nullptr;
        std::size_t text = 0;  // of its reply
        std::vector<const Heard*> copies;
        std::size_t explained = 0;  // withheld answers that have explained a copy
    };

    void audit(const LoadCitizen& citizen, const std::vector<const Event*>& events, std::vector<Heard> heard);
    /// Of those without a reply that were asked before; with that reply, or with any.
    static Answered* first_open(std::vector<Answered>& answers, const Heard& heard, std::optional<std::size_t> text);
    void answered(Answered& open, const Heard& heard);
    /// Counts it when the citizen has heard the same before.
    bool is_copy(const LoadCitizen& citizen, std::vector<Answered>& answers, const std::vector<Heard>& heard, const Heard& copy);
    void count_copy(const LoadCitizen& citizen, Answered& answered, const std::vector<Heard>& heard, const Heard& copy);
    void check_order(const LoadCitizen& citizen, const std::vector<const Event*>& in_order_of_reply);
    void find(const LoadCitizen& citizen, const Event& event, const std::string& what);

    const LoadBook& book_;
    LoadReport report_;
    std::vector<double> reply_ms_;
};

}  // namespace motcua::gateway
