// The steps of a publish, each one call or a loop of calls; the alias moves last.
#include "adapters/elasticsearch/index_publisher.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "adapters/elasticsearch/index_life_payload.hpp"
#include "adapters/elasticsearch/store_errors.hpp"
#include "knowledge-base/index_source.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::chrono::minutes step_deadline{5};  // merging a large index takes a while
constexpr std::size_t told_most = 10;

kb::StoreResult<void> refusal(const BulkLoader& loader) {
    if (loader.refused().empty()) return {};
    std::string detail = fmt::format("the cluster refused {} documents ({} landed):", loader.refused().size(), loader.landed());
    for (std::size_t i = 0; i < std::min(told_most, loader.refused().size()); ++i) {
        detail += fmt::format("\n  {}: {}", loader.refused()[i].code, loader.refused()[i].reason);
    }
    return tl::unexpected(kb::StoreError{kb::StoreFault::bad_data, std::move(detail)});
}

}  // namespace

kb::StoreResult<Published> IndexPublisher::publish(const Source& source, const PublishRequest& request) const {
    const auto failed = [](const auto& result) { return tl::unexpected(result.error()); };
    const auto count = source.store.count();
    const auto version = source.store.version();
    if (!count) return failed(count);
    if (!version) return failed(version);
    const std::tm now = fmt::gmtime(std::chrono::system_clock::to_time_t(request.now));
    Published published{.index = fmt::format("{}-{:%Y%m%d-%H%M%S}", shelf_.alias(), now), .meta = {.format = kb::index_format, .documents = *count, .data_version = *version, .made_at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now)}};
    IndexProof proof(*count);
    if (const auto done = remove_half_made(published); !done) return failed(done);
    progress_(fmt::format("making {}", published.index));
    if (const auto done = send(Method::put, "/" + published.index, index_definition(published.meta)); !done) return failed(done);
    if (const auto done = fill(published, source, request, proof); !done) return failed(done);
    progress_("refreshing and merging");
    if (const auto done = settle(published.index); !done) return failed(done);
    const auto asked = proof.check(transport_, published.index);
    if (!asked) return failed(asked);
    published.questions = *asked;
    progress_(fmt::format("counted {} documents; {} names found their procedure", published.meta.documents, *asked));
    if (const auto done = take_over(published); !done) return failed(done);
    progress_(fmt::format("{} now names {}", shelf_.alias(), published.index));
    // It serves by now: what cannot be removed goes with the next publish.
    if (const auto done = remove_old(published, std::max<std::size_t>(1, request.keep)); !done) progress_(done.error().detail);
    return published;
}

kb::StoreResult<void> IndexPublisher::remove_half_made(Published& published) const {
    const auto shelf = shelf_.list();
    if (!shelf) return tl::unexpected(shelf.error());
    for (const ShelvedIndex& index : *shelf) {
        if (index.is_serving || index.is_complete()) continue;
        progress_(fmt::format("removing {}, which a publish left half-made", index.name));
        if (auto done = shelf_.remove(index.name); !done) return done;
        published.removed.push_back(index.name);
    }
    return {};
}

kb::StoreResult<void> IndexPublisher::fill(Published& published, const Source& source, const PublishRequest& request,
                                           IndexProof& proof) const {
    BulkLoader loader(transport_, published.index, request.bulk);
    kb::StoreResult<void> state;
    std::size_t sent = 0;
    const auto add = [&](const kb::IndexDocument& document, const kb::Procedure& procedure) {
        if (!state) return;
        proof.note(document);
        state = loader.add(document, procedure);
        if (++sent % 500 == 0) progress_(fmt::format("sent {} of about {} documents", sent, published.meta.documents));
    };
    const auto made = kb::each_document(source.store, source.aliases, add);
    if (!made) return tl::unexpected(made.error());
    if (state) state = loader.finish();
    if (!state) return state;
    published.meta.documents = made->documents();
    published.meta.manifest = made->text();
    return refusal(loader);
}

kb::StoreResult<void> IndexPublisher::settle(const std::string& index) const {
    if (auto done = send(Method::post, "/" + index + "/_refresh"); !done) return done;
    // One segment: the data is read only from now on.
    if (auto done = send(Method::post, "/" + index + "/_forcemerge?max_num_segments=1"); !done) return done;
    if (auto done = send(Method::put, "/" + index + "/_settings", serving_settings()); !done) return done;
    return send(Method::post, "/" + index + "/_refresh");
}

kb::StoreResult<void> IndexPublisher::take_over(Published& published) const {
    published.meta.is_complete = true;
    const std::string body = meta_definition(published.meta);
    if (auto done = send(Method::put, "/" + published.index + "/_mapping", body); !done) return done;
    return shelf_.serve(published.index);
}

kb::StoreResult<void> IndexPublisher::remove_old(Published& published, std::size_t keep) const {
    const auto shelf = shelf_.list();
    if (!shelf) return tl::unexpected(shelf.error());
    std::size_t kept = 0;
    for (auto index = shelf->rbegin(); index != shelf->rend(); ++index) {
        if (!index->is_serving && !index->is_complete()) continue;  // of a publish that runs elsewhere
        if (++kept <= keep || index->is_serving) continue;
        if (auto done = shelf_.remove(index->name); !done) return done;
        published.removed.push_back(index->name);
    }
    return {};
}

kb::StoreResult<void> IndexPublisher::send(Method method, const std::string& target, std::string body) const {
    const auto answer = transport_.exchange({.method = method, .target = target, .body = std::move(body), .deadline = step_deadline, .repeatable = false});
    if (!answer) return tl::unexpected(error_from(answer.error()));
    return {};
}

}  // namespace motcua::adapters::elasticsearch
