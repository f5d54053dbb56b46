// Percentiles and the table.
#include "gateway/load/load_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace motcua::gateway {
namespace {

void line(std::ostream& out, std::string_view name, std::string_view value, std::string_view note = "") {
    out << fmt::format("{:<34}{:>12}{}{}\n", name, value, note.empty() ? "" : "  ", note);
}
void line(std::ostream& out, std::string_view name, std::uint64_t value, std::string_view note = "") {
    line(out, name, fmt::format("{}", value), note);
}
void line(std::ostream& out, std::string_view name, const Latency& latency) {
    line(out, fmt::format("{} p50 p95 p99", name), "",
         fmt::format("{:.1f} {:.1f} {:.1f} ms", latency.p50_ms, latency.p95_ms, latency.p99_ms));
}

}  // namespace

Latency latency_of(std::vector<double> milliseconds) {
    if (milliseconds.empty()) return {};
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto at = [&](double share) {  // nearest rank
        const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(milliseconds.size())));
        return milliseconds[std::clamp<std::size_t>(rank, 1, milliseconds.size()) - 1];
    };
    return {at(0.50), at(0.95), at(0.99)};
}

void print_report(const LoadReport& report, std::ostream& out) {
    const double per_second = report.seconds > 0 ? static_cast<double>(report.progress.sent) / report.seconds : 0;
    line(out, "questions told apart", report.questions);
    line(out, "events sent", report.progress.sent, fmt::format("in {:.1f} s, {:.1f} a second", report.seconds, per_second));
    line(out, "posts", report.progress.posts, fmt::format("{} without a 200", report.progress.failed_posts));
    line(out, "events acknowledged", report.progress.acknowledged);
    line(out, "events answered", report.answered, fmt::format("{} in other words", report.other_words));
    line(out, "replies", report.replies);
    line(out, "acknowledgement", report.acknowledgement);
    line(out, "reply", report.reply);
    line(out, "lost", report.lost, fmt::format("{} of them never acknowledged", report.lost_unacknowledged));
    line(out, "out of order", report.out_of_order);
    line(out, "duplicates, unexplained", report.duplicates_unexplained);
    line(out, "duplicates, answer withheld", report.duplicates_withheld);
    line(out, "duplicates, process ended", report.duplicates_killed);
    line(out, "replies that answer nothing", report.unrecognised);
    line(out, "fault: event twice", report.faults.duplicates);
    line(out, "fault: event held back", report.faults.reordered);
    line(out, "fault: event in a batch", report.faults.batched);
    for (std::size_t i = 0; i < all_send_faults.size(); ++i) {
        line(out, fmt::format("fault: send {}", name_of(all_send_faults[i])), report.faults.sends[i]);
    }
    line(out, "fault: token answer lost", report.faults.lost_token_answers);
    line(out, "webhook given up", report.unsubscribed ? "yes" : "no");
    line(out, "verdict", report.is_clean() ? "clean" : "NOT CLEAN");
}

}  // namespace motcua::gateway
