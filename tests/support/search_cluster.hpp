// A search cluster in memory: understands the bodies that our adapter sends, scores as told, keeps indexes and aliases.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/elasticsearch/transport.hpp"

namespace motcua::tests {

/// Behaves as Elasticsearch does where it matters here: a document is found after a refresh only, a strict mapping
/// refuses unknown fields one document at a time, a bulk makes an index that is not there, aliases move atomically.
class SearchCluster final : public adapters::elasticsearch::Transport {
  public:
    using Exchange = adapters::elasticsearch::Exchange;
    using Result = tl::expected<adapters::elasticsearch::Answer, adapters::elasticsearch::Failure>;
    /// Looks at an exchange before the cluster does; what it returns is answered instead.
    using Meddler = std::function<std::optional<Result>(const Exchange&)>;

    Result exchange(const Exchange& exchange) const override;

    void meddle(Meddler meddler) { meddler_ = std::move(meddler); }  // not while exchanges are under way
    std::vector<std::string> indexes() const;
    std::vector<std::string> named_by(const std::string& alias) const;
    /// "POST /_aliases" and so on, in their order.
    std::vector<std::string> seen() const;

    static Result failure(adapters::elasticsearch::Trouble trouble, int status, const std::string& detail);

  private:
    using Json = nlohmann::json;
    struct Index {
        Json mapping = Json::object();
        std::map<std::string, Json> written;  // by id
        std::map<std::string, Json> visible;  // as of the last refresh
        std::map<std::pair<std::string, std::string>, std::set<std::string>> postings;  // of visible: ids by field and token

        void refresh();
    };
    struct Target;

    Result answer(const Exchange& exchange) const;
    Result of_index(const Exchange& exchange, const Target& target) const;
    Result create(const std::string& name, const std::string& body) const;
    Result mappings(const std::string& pattern) const;
    Result move_aliases(const std::string& body) const;
    Result bulk(const std::string& name, const std::string& body) const;
    Json write(Index& index, const std::string& id, const Json& source) const;
    Result search(const std::string& name, const std::string& body) const;
    /// The index itself, or the one that the alias names.
    std::vector<std::string> resolve(const std::string& name) const;

    Meddler meddler_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, Index> indexes_;
    mutable std::map<std::string, std::vector<std::string>> aliases_;
    mutable std::vector<std::string> seen_;
};

}  // namespace motcua::tests
