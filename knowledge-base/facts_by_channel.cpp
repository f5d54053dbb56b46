// Groups by fact, then by the set of channels that share several facts.
#include "knowledge-base/facts_by_channel.hpp"

#include <algorithm>

namespace motcua::kb {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

}  // namespace

void FactsByChannel::add(const std::string& channel, const std::string& fact) {
    auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& known) { return known.fact == fact; });
    if (row == rows_.end()) row = rows_.insert(rows_.end(), Row{fact, {}});
    if (std::find(row->channels.begin(), row->channels.end(), channel) == row->channels.end()) {
        row->channels.push_back(channel);
    }
}

std::string FactsByChannel::text(std::size_t most_rows) const {
    if (rows_.size() == 1) return rows_.front().fact;
    std::vector<std::pair<std::string, std::vector<std::string>>> by_channels;
    for (const auto& row : rows_) {
        const auto channels = joined(row.channels, ", ");
        const auto known = std::find_if(by_channels.begin(), by_channels.end(),
                                        [&](const auto& group) { return group.first == channels; });
        if (known == by_channels.end()) {
            by_channels.push_back({channels, {row.fact}});
        } else {
            known->second.push_back(row.fact);
        }
    }
    std::vector<std::string> lines;
    std::size_t told = 0;
    for (const auto& [channels, facts] : by_channels) {
        if (told >= most_rows) break;
        const auto room = std::min(facts.size(), most_rows - told);
        std::vector<std::string> fitting(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(room));
        told += room;
        const auto values = joined(fitting, " hoặc ");
        lines.push_back(channels.empty() || by_channels.size() == 1 ? values : channels + ": " + values);
    }
    const bool more = told < rows_.size();
    return joined(lines, "; ") + (more ? "; còn trường hợp khác, anh/chị xem trên Cổng" : "");
}

}  // namespace motcua::kb
