// Rehearsal, load, waiting, figures.
#include "gateway/load/load_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <ostream>
#include <random>
#include <stdexcept>
#include <thread>

#include "gateway/load/load_book.hpp"
#include "gateway/load/rehearsal.hpp"

namespace motcua::gateway {
namespace {

using std::chrono::milliseconds;

/// What comes late, after an answer was withheld or a connection was cut, comes within this.
constexpr milliseconds aftermath{5000};
constexpr double asks_again_at_once = 0.2;  // share of events whose citizen has just asked something else

std::vector<LoadCitizen> citizens_of(const LoadSettings& settings) {
    std::vector<LoadCitizen> citizens;
    for (std::size_t i = 0; i < settings.users; ++i) {
        citizens.push_back({settings.channels[i % settings.channels.size()], "7" + std::to_string(1'000'000'000 + i)});
    }
    return citizens;
}

/// Each citizen asks all questions in an order of their own before one comes again.
class Script {
  public:
    Script(std::size_t citizens, std::size_t questions, std::uint64_t seed)
        : random_(seed), asked_(citizens, 0), questions_(questions), seed_(seed) {}

    std::size_t next_citizen() {
        const bool same = std::uniform_real_distribution<double>(0, 1)(random_) < asks_again_at_once;
        if (!same) last_ = random_() % asked_.size();
        return last_;
    }
    std::size_t next_question(std::size_t citizen) {
        std::vector<std::size_t> order(questions_);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::mt19937_64 own(seed_ ^ (citizen + 1) * 0x9e3779b97f4a7c15ULL);
        std::shuffle(order.begin(), order.end(), own);
        return order[asked_[citizen]++ % questions_];
    }

  private:
    std::mt19937_64 random_;
    std::vector<std::size_t> asked_;
    std::size_t questions_;
    std::uint64_t seed_;
    std::size_t last_ = 0;
};

class Run {
  public:
    Run(Emulator& emulator, Ear& ear, const LoadSettings& settings, std::vector<KnownQuestion> questions, std::ostream& out)
        : emulator_(emulator),
          ear_(ear),
          settings_(settings),
          // Attempts may still end when the run is over: they share the book.
          book_(std::make_shared<LoadBook>(citizens_of(settings), std::move(questions))),
          out_(out) {}

    LoadReport play() {
        ask_all();
        const double seconds = std::chrono::duration<double>(LoadClock::now() - begun_).count();
        wait_for_answers();
        LoadReport report = book_->report(ear_);
        report.seconds = seconds;
        report.faults = emulator_.faults_played();
        report.unsubscribed = std::any_of(settings_.channels.begin(), settings_.channels.end(),
                                          [this](auto channel) { return !emulator_.is_subscribed(channel); });
        return report;
    }

  private:
    void ask_all() {
        Script script(book_->citizens().size(), book_->questions().size(), settings_.seed);
        for (std::size_t i = 0; i < settings_.count; ++i) {
            const auto due = begun_ + std::chrono::duration_cast<LoadClock::duration>(
                                          std::chrono::duration<double>(static_cast<double>(i) / settings_.rate));
            while (LoadClock::now() < due) {
                std::this_thread::sleep_until(std::min(due, told_ + std::chrono::seconds(1)));
                tell_each_second();
            }
            tell_each_second();
            ask(script.next_citizen(), script);
        }
    }

    void ask(std::size_t citizen, Script& script) {
        const LoadCitizen& who = book_->citizens()[citizen];
        const std::size_t question = script.next_question(citizen);
        CitizenAct act;
        act.from = {who.channel, who.id};
        act.text = book_->questions()[question].text;
        const std::size_t event = book_->begin(citizen, question);
        emulator_.act(act, [book = book_, event](const PostResult& result) { book->posted(event, result); });
    }

    void wait_for_answers() {
        auto news = LoadClock::now();
        auto seen = std::pair(book_->progress(), ear_.count());
        while (true) {
            ear_.wait_for(ear_.count() + 1, milliseconds(1000));
            tell_each_second();
            const auto now = std::pair(book_->progress(), ear_.count());
            if (now != seen) news = LoadClock::now();
            seen = now;
            const auto silent = LoadClock::now() - news;
            if (silent > settings_.patience) return;
            if (silent > aftermath && book_->report(ear_).lost == 0) return;
        }
    }

    void tell_each_second() {
        const auto now = LoadClock::now();
        if (now - told_ < std::chrono::seconds(1)) return;
        told_ = now;
        const LoadProgress progress = book_->progress();
        out_ << fmt::format("{:6.0f} s  {} sent  {} acknowledged  {} posts without a 200  {} replies\n",
                            std::chrono::duration<double>(now - begun_).count(), progress.sent, progress.acknowledged,
                            progress.failed_posts, ear_.count())
             << std::flush;
    }

    Emulator& emulator_;
    Ear& ear_;
    const LoadSettings& settings_;
    std::shared_ptr<LoadBook> book_;
    std::ostream& out_;
    const LoadClock::time_point begun_ = LoadClock::now();
    LoadClock::time_point told_ = begun_;
};

}  // namespace

LoadReport run_load(Emulator& emulator, Ear& ear, const LoadSettings& settings, std::ostream& progress) {
    progress << fmt::format("rehearsal: {} questions on {} channels\n", settings.questions.size(), settings.channels.size())
             << std::flush;
    auto known = rehearse(emulator, ear, settings.questions, settings.channels, settings.seed);
    if (known.size() < 2) {
        throw std::runtime_error("questions: two at least need a reply of one message each, of its own, whatever was asked before");
    }
    const double each = static_cast<double>(settings.count) / static_cast<double>(settings.users);
    progress << fmt::format("load begins: {} questions told apart by their reply, {:.1f} events a citizen\n", known.size(), each);
    if (each * 2 > static_cast<double>(known.size())) {
        progress << "a citizen may ask the same question again: give more questions or users to tell every reply apart\n";
    }
    progress << std::flush;
    return Run(emulator, ear, settings, std::move(known), progress).play();
}

}  // namespace motcua::gateway
