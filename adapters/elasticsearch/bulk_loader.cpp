// Batches, tries and their pauses.
#include "adapters/elasticsearch/bulk_loader.hpp"

#include <fmt/format.h>

#include "adapters/elasticsearch/bulk_payload.hpp"
#include "adapters/elasticsearch/store_errors.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::chrono::seconds batch_patience{60};
constexpr std::chrono::milliseconds first_pause{250};

bool is_busy(Trouble trouble) noexcept { return trouble == Trouble::overloaded || trouble == Trouble::memory_full; }

}  // namespace

kb::StoreResult<void> BulkLoader::add(const kb::IndexDocument& document, const kb::Procedure& procedure) {
    if (!state_) return state_;
    lines_.push_back({document.code, bulk_lines(document, procedure)});
    bytes_ += lines_.back().text.size();
    if (bytes_ >= settings_.batch_bytes || lines_.size() >= settings_.batch_documents) state_ = send();
    return state_;
}

kb::StoreResult<void> BulkLoader::finish() {
    if (state_ && !lines_.empty()) state_ = send();
    return state_;
}

kb::StoreResult<void> BulkLoader::send() {
    std::vector<Line> waiting = std::move(lines_);
    lines_.clear();
    bytes_ = 0;
    for (int tried = 1;; ++tried) {
        auto again = send_once(waiting);
        if (!again) return tl::unexpected(again.error());
        if (again->empty()) return {};
        if (tried == settings_.tries) {
            return tl::unexpected(kb::StoreError{kb::StoreFault::unavailable,
                                                 fmt::format("the cluster stayed too busy for {} documents", again->size())});
        }
        waiting = std::move(*again);
        if (settings_.pause) settings_.pause(first_pause * (1 << (tried - 1)));
    }
}

kb::StoreResult<std::vector<BulkLoader::Line>> BulkLoader::send_once(const std::vector<Line>& lines) {
    Exchange exchange{.method = Method::post, .target = target_, .content_type = "application/x-ndjson", .deadline = batch_patience};
    for (const Line& line : lines) exchange.body += line.text;
    const auto answer = transport_.exchange(exchange);
    if (!answer && is_busy(answer.error().trouble)) return lines;
    if (!answer) return tl::unexpected(error_from(answer.error()));
    const auto outcome = bulk_outcome_from(answer->body, lines.size());
    if (!outcome) return tl::unexpected(kb::StoreError{kb::StoreFault::bad_data, outcome.error()});
    for (const auto& refused : outcome->refused) refused_.push_back({lines[refused.place].code, refused.reason});
    std::vector<Line> again;
    for (const std::size_t place : outcome->again) again.push_back(lines[place]);
    landed_ += lines.size() - outcome->refused.size() - again.size();
    return again;
}

}  // namespace motcua::adapters::elasticsearch
