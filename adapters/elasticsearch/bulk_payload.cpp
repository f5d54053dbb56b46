// Documents as lines; the answer item by item, because a bulk is 200 whatever became of its parts.
#include "adapters/elasticsearch/bulk_payload.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace motcua::adapters::elasticsearch {
namespace {

using Json = nlohmann::json;

constexpr std::size_t longest_reason = 300;

/// Busy, and not closed to writes: a disk that is full says 429, too, and is still full a second later.
bool is_busy(int status, const Json& item) {
    const Json::json_pointer type("/error/type");
    return (status == 429 || status == 503) && !(item.contains(type) && item.at(type) == "cluster_block_exception");
}

std::string reason_of(int status, const Json& item) {
    const Json error = item.value("error", Json::object());
    std::string reason = error.is_object() ? fmt::format("{} {}: {}", status, error.value("type", std::string("?")),
                                                         error.value("reason", std::string("?")))
                                           : std::to_string(status);
    if (reason.size() > longest_reason) reason.resize(longest_reason);
    return reason;
}

}  // namespace

std::string bulk_lines(const kb::IndexDocument& document, const kb::Procedure& procedure) {
    const Json source{{"code", document.code},       {"name", procedure.name},         {"field", procedure.field},
                      {"level", procedure.level},    {"audience", procedure.audience}, {"names", document.names},
                      {"accented", document.accented}, {"pairs", document.pairs},      {"aliases", document.aliases},
                      {"body", document.body}};
    const auto replace = Json::error_handler_t::replace;  // one bad byte must not end a load of thousands
    return Json{{"index", {{"_id", document.code}}}}.dump(-1, ' ', false, replace) + "\n" +
           source.dump(-1, ' ', false, replace) + "\n";
}

tl::expected<BulkOutcome, std::string> bulk_outcome_from(const std::string& body, std::size_t count) {
    try {
        const Json answer = Json::parse(body);
        const Json& items = answer.at("items");
        if (items.size() != count) {
            return tl::unexpected(fmt::format("the bulk's answer tells of {} documents, {} were sent", items.size(), count));
        }
        BulkOutcome outcome;
        for (std::size_t place = 0; place < count; ++place) {
            const Json& item = items[place].at("index");
            const int status = item.at("status").get<int>();
            if (is_busy(status, item)) {
                outcome.again.push_back(place);
            } else if (status / 100 != 2) {
                outcome.refused.push_back({place, reason_of(status, item)});
            }
        }
        return outcome;
    } catch (const Json::exception&) {
        return tl::unexpected(std::string("the answer is no bulk's"));
    }
}

}  // namespace motcua::adapters::elasticsearch
