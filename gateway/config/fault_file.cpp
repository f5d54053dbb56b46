// Which key fills which part of the plan; every problem with its line.
#include "gateway/config/fault_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <numeric>
#include <set>
#include <sstream>
#include <toml++/toml.h>

namespace motcua::gateway {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class Section {
  public:
    Section(const toml::table& root, std::string name, const std::string& file, std::vector<std::string>& problems)
        : name_(std::move(name)), file_(file), problems_(problems) {
        const toml::node* node = root.get(name_);
        if (node == nullptr) return;
        table_ = node->as_table();
        if (table_ == nullptr) problems_.push_back(fmt::format("{}:{}: {}: a table: [{}]", file_, line_of(*node), name_, name_));
    }

    void rate(const std::string& key, double& value) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto read = node->value<double>();  // 0 and 1 are whole numbers
        const bool fits = (node->is_floating_point() || node->is_integer()) && read && *read >= 0 && *read <= 1;
        if (fits) {
            value = *read;
        } else {
            problem(key, *node, "a share from 0 to 1");
        }
    }
    void truth(const std::string& key, bool& value) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        if (const auto read = node->value_exact<bool>()) {
            value = *read;
        } else {
            problem(key, *node, "true or false");
        }
    }
    template <class Duration>
    void time(const std::string& key, Duration& value, std::int64_t least, std::int64_t most) {
        std::int64_t count = value.count();
        whole(key, count, least, most);
        value = Duration(count);
    }
    template <class Number>
    void number(const std::string& key, Number& value, std::int64_t least, std::int64_t most) {
        auto read = static_cast<std::int64_t>(value);
        whole(key, read, least, most);
        value = static_cast<Number>(read);
    }
    /// The sum of rates of which one at most happens.
    void check_sum(double sum) {
        if (sum <= 1 || table_ == nullptr) return;
        problems_.push_back(fmt::format("{}:{}: {}: the shares of one call add up to at most 1", file_, line_of(*table_), name_));
    }
    void finish() {
        if (table_ == nullptr) return;
        for (const auto& [key, node] : *table_) {
            const std::string name(key.str());
            if (!asked_.contains(name)) problem(name, node, "is no fault; see docs/emulator.md");
        }
    }

  private:
    static unsigned line_of(const toml::node& node) { return node.source().begin.line; }
    const toml::node* find(const std::string& key) {
        asked_.insert(key);
        return table_ == nullptr ? nullptr : table_->get(key);
    }
    void whole(const std::string& key, std::int64_t& value, std::int64_t least, std::int64_t most) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto read = node->value_exact<std::int64_t>();
        if (read && *read >= least && *read <= most) {
            value = *read;
        } else {
            problem(key, *node, fmt::format("a whole number from {} to {}", least, most));
        }
    }
    void problem(const std::string& key, const toml::node& node, const std::string& allowed) {
        problems_.push_back(fmt::format("{}:{}: {}.{}: {}", file_, line_of(node), name_, key, allowed));
    }

    const toml::table* table_ = nullptr;
    const std::string name_;
    const std::string& file_;
    std::vector<std::string>& problems_;
    std::set<std::string> asked_;
};

void read_events(Section events, EventFaults& faults) {
    events.rate("duplicate", faults.duplicate);
    events.rate("reorder", faults.reorder);
    events.rate("batch", faults.batch);
    events.time("reorder_ms", faults.reorder_time, 1, 60'000);
    events.time("batch_ms", faults.batch_time, 1, 60'000);
    events.number("batch_most", faults.batch_most, 2, 1000);
    events.finish();
}

void read_delivery(Section delivery, DeliveryRules& rules) {
    delivery.time("zalo_deadline_ms", rules.zalo_deadline, 10, 60'000);
    delivery.time("messenger_deadline_ms", rules.messenger_deadline, 10, 60'000);
    delivery.number("compression", rules.compression, 1, 100'000);
    delivery.truth("unsubscribe", rules.unsubscribe);
    delivery.finish();
}

void read_sends(Section sends, SendFaults& faults) {
    for (std::size_t i = 0; i < all_send_faults.size(); ++i) {
        sends.rate(std::string(name_of(all_send_faults[i])), faults.rates[i]);
    }
    sends.check_sum(std::accumulate(faults.rates.begin(), faults.rates.end(), 0.0));
    sends.time("rate_limit_pause_s", faults.rate_limit_pause, 1, 3600);
    // Longer than this the emulator's own listener does not wait.
    sends.time("slow_ms", faults.slow_time, 1, 20'000);
    sends.time("half_open_ms", faults.half_open_time, 1, 20'000);
    sends.time("lost_answer_ms", faults.lost_answer_time, 1, 20'000);
    sends.number("most_in_a_row", faults.most_in_a_row, 0, 1000);
    sends.finish();
}

void read_rest(const toml::table& root, const std::string& name, std::vector<std::string>& problems, FaultPlan& plan) {
    Section oauth(root, "oauth", name, problems);
    oauth.rate("lost_answer", plan.oauth.lost_answer);
    oauth.truth("refuse_reuse", plan.oauth.refuse_reuse);
    oauth.time("token_life_s", plan.oauth.token_life, 0, 90'000);
    oauth.finish();
    Section clock(root, "clock", name, problems);
    clock.time("skew_ms", plan.clock_skew, -86'400'000, 86'400'000);
    clock.finish();
    const std::set<std::string_view> known{"events", "delivery", "sends", "oauth", "clock"};
    for (const auto& [key, node] : root) {
        if (known.contains(key.str())) continue;
        problems.push_back(fmt::format("{}:{}: {}: is no part of a fault file: [events], [delivery], [sends], [oauth], [clock]",
                                       name, node.source().begin.line, key.str()));
    }
}

}  // namespace

FaultFileResult faults_from(const std::string& text, const std::string& name) {
    std::vector<std::string> problems;
    FaultPlan plan;
    try {
        const toml::table root = toml::parse(text);
        read_events(Section(root, "events", name, problems), plan.events);
        read_delivery(Section(root, "delivery", name, problems), plan.delivery);
        read_sends(Section(root, "sends", name, problems), plan.sends);
        read_rest(root, name, problems, plan);
    } catch (const toml::parse_error& error) {
        problems.push_back(fmt::format("{}:{}: TOML: {}", name, error.source().begin.line, error.description()));
    }
    if (!problems.empty()) return tl::unexpected(std::move(problems));
    return plan;
}

FaultFileResult read_fault_file(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return tl::unexpected(std::vector<std::string>{fmt::format("{}: cannot be read", file.string())});
    return faults_from(text.str(), file.string());
}

}  // namespace motcua::gateway
