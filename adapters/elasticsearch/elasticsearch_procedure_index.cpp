// One search of the names; a second with the bodies when the names hold too little; both within one deadline.
#include "adapters/elasticsearch/elasticsearch_procedure_index.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/elasticsearch/index_life_payload.hpp"
#include "adapters/elasticsearch/search_payload.hpp"
#include "adapters/elasticsearch/store_errors.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

milliseconds left_of(Clock::time_point until) {
    return std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(until - Clock::now()));
}

tl::unexpected<kb::StoreError> fault(kb::StoreFault what, std::string detail) {
    return tl::unexpected(kb::StoreError{what, std::move(detail)});
}

}  // namespace

kb::StoreResult<std::vector<kb::Hit>> ElasticsearchProcedureIndex::search(const kb::SearchQuery& query,
                                                                          std::size_t limit) const {
    const auto until = Clock::now() + served_.deadline;
    const auto body = [&](Columns columns) {
        // The cluster gives up a little earlier than we do, so that it does not work for nobody.
        return search_body(query, {limit, columns, std::max(milliseconds(1), left_of(until) * 9 / 10)});
    };
    const std::string by_name = limit == 0 ? std::string{} : body(Columns::names);
    if (by_name.empty()) return std::vector<kb::Hit>{};
    auto found = pass(by_name, until);
    // What no name says may still stand in the papers or results of a procedure.
    if (found && found->size() < limit / 4) found = pass(body(Columns::names_and_bodies), until);
    return found;
}

kb::StoreResult<std::vector<kb::Hit>> ElasticsearchProcedureIndex::pass(const std::string& body, Time until) const {
    const auto answer = transport_.exchange({.method = Method::post,
                                             .target = "/" + served_.name + search_target,
                                             .body = body,
                                             .deadline = left_of(until)});
    if (!answer) return tl::unexpected(error_from(answer.error()));
    auto found = hits_from(answer->body);
    if (!found) return fault(kb::StoreFault::bad_data, std::move(found.error()));
    if (found->indexes.size() > 1) return fault(kb::StoreFault::bad_data, served_.name + " names several indexes");
    // An empty answer does not tell which index gave it.
    const std::string& source = found->indexes.empty() ? served_.name : found->indexes.front();
    if (!is_known(source)) {
        if (const auto fit = check(source, until); !fit) return tl::unexpected(fit.error());
    }
    return std::move(found->hits);
}

bool ElasticsearchProcedureIndex::is_known(const std::string& index) const {
    const std::lock_guard lock(mutex_);
    return fit_ == index;
}

kb::StoreResult<void> ElasticsearchProcedureIndex::check() const {
    return check(served_.name, Clock::now() + served_.deadline);
}

kb::StoreResult<void> ElasticsearchProcedureIndex::check(const std::string& name, Time until) const {
    const auto answer = transport_.exchange({.target = "/" + name + meta_target, .deadline = left_of(until)});
    if (!answer) return tl::unexpected(error_from(answer.error()));
    const auto found = metas_from(answer->body);
    if (!found) return fault(kb::StoreFault::bad_data, found.error());
    if (found->size() > 1) return fault(kb::StoreFault::bad_data, name + " names several indexes");
    if (found->empty() || !found->front().meta) {
        return fault(kb::StoreFault::stale, name + ": the index was not made by `motcua kb publish`");
    }
    const NamedMeta& index = found->front();
    if (const auto reason = unfit_because(*index.meta, served_.manifest); !reason.empty()) {
        return fault(kb::StoreFault::stale, fmt::format("{}: {}", index.index, reason));
    }
    const std::lock_guard lock(mutex_);
    fit_ = index.index;
    return {};
}

}  // namespace motcua::adapters::elasticsearch
