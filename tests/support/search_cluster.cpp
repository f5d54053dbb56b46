// Routes, bulk, aliases and the one kind of query that is sent.
#include "tests/support/search_cluster.hpp"

#include <algorithm>
#include <sstream>

namespace motcua::tests {

using namespace adapters::elasticsearch;

namespace {

using Json = nlohmann::json;

const char* name_of(Method method) {
    constexpr const char* names[] = {"GET", "HEAD", "POST", "PUT", "DELETE"};
    return names[static_cast<std::size_t>(method)];
}

Answer said(const Json& body) { return {200, body.dump()}; }

/// "motcua-*" and plain names.
bool matches(const std::string& pattern, const std::string& name) {
    if (pattern.empty() || pattern.back() != '*') return pattern == name;
    return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

void SearchCluster::Index::refresh() {
    visible = written;
    postings.clear();
    const Json properties = mapping.value("properties", Json::object());  // an index that a bulk made has none
    for (const auto& [id, source] : visible) {
        for (const auto& [name, text] : source.items()) {
            if (!text.is_string()) continue;
            Json fields = properties.value(name, Json::object()).value("copy_to", Json::array());
            fields.push_back(name);
            std::istringstream tokens(text.get<std::string>());
            for (std::string token; tokens >> token;) {
                for (const Json& field : fields) postings[{field.get<std::string>(), token}].insert(id);
            }
        }
    }
}

struct SearchCluster::Target {
    std::string name;  // first part of the path
    std::string verb;  // second part, may be empty

    explicit Target(const std::string& target) {
        const std::string path = target.substr(1, target.find('?') - 1);
        const auto slash = path.find('/');
        name = path.substr(0, slash);
        if (slash != std::string::npos) verb = path.substr(slash + 1);
    }
};

SearchCluster::Result SearchCluster::failure(Trouble trouble, int status, const std::string& detail) {
    return tl::unexpected(Failure{trouble, status, detail});
}

SearchCluster::Result SearchCluster::exchange(const Exchange& exchange) const {
    if (meddler_) {
        if (auto instead = meddler_(exchange)) return *instead;
    }
    const std::lock_guard lock(mutex_);
    seen_.push_back(std::string(name_of(exchange.method)) + " " + exchange.target);
    return answer(exchange);
}

SearchCluster::Result SearchCluster::answer(const Exchange& exchange) const {
    const Target target(exchange.target);
    if (target.name == "_aliases") return move_aliases(exchange.body);
    if (target.name == "_alias") {
        const auto alias = aliases_.find(target.verb);
        if (alias == aliases_.end() || alias->second.empty()) return failure(Trouble::missing, 404, "alias missing");
        Json found = Json::object();
        for (const std::string& index : alias->second) found[index] = {{"aliases", {{target.verb, Json::object()}}}};
        return said(found);
    }
    if (exchange.method == Method::put && target.verb.empty()) return create(target.name, exchange.body);
    if (exchange.method == Method::post && target.verb == "_bulk") return bulk(target.name, exchange.body);
    if (exchange.method == Method::get && target.verb == "_mapping") return mappings(target.name);
    return of_index(exchange, target);
}

SearchCluster::Result SearchCluster::of_index(const Exchange& exchange, const Target& target) const {
    const auto names = resolve(target.name);
    if (names.empty()) return failure(Trouble::missing, 404, "index_not_found_exception: " + target.name);
    Index& index = indexes_.at(names.front());
    const Json fine{{"acknowledged", true}};
    if (exchange.method == Method::del && target.verb.empty()) {
        if (names.front() != target.name) return failure(Trouble::bad_request, 400, "an alias cannot be deleted");
        for (auto& [alias, held] : aliases_) std::erase(held, target.name);
        indexes_.erase(target.name);
        return said(fine);
    }
    if (target.verb == "_search") return search(target.name, exchange.body);
    if (target.verb == "_count") return said({{"count", index.visible.size()}, {"_shards", {{"failed", 0}}}});
    if (target.verb == "_refresh") index.refresh();
    if (exchange.method == Method::put && target.verb == "_mapping") index.mapping.update(Json::parse(exchange.body));
    const bool is_known = target.verb == "_refresh" || target.verb == "_forcemerge" || target.verb == "_mapping" || target.verb == "_settings";
    return is_known ? Result(said(fine)) : failure(Trouble::bad_request, 400, "no handler for " + exchange.target);
}

SearchCluster::Result SearchCluster::create(const std::string& name, const std::string& body) const {
    if (indexes_.contains(name)) return failure(Trouble::bad_request, 400, "resource_already_exists_exception");
    indexes_[name].mapping = Json::parse(body).at("mappings");
    return said({{"acknowledged", true}});
}

SearchCluster::Result SearchCluster::mappings(const std::string& pattern) const {
    Json found = Json::object();
    const auto resolved = resolve(pattern);
    for (const auto& [name, index] : indexes_) {
        const bool is_meant = matches(pattern, name) || std::find(resolved.begin(), resolved.end(), name) != resolved.end();
        if (is_meant) found[name] = {{"mappings", index.mapping}};
    }
    const bool is_pattern = pattern.back() == '*';
    return found.empty() && !is_pattern ? failure(Trouble::missing, 404, "index_not_found_exception: " + pattern) : Result(said(found));
}

SearchCluster::Result SearchCluster::move_aliases(const std::string& body) const {
    auto moved = aliases_;
    const Json request = Json::parse(body);
    for (const Json& action : request.at("actions")) {
        const bool adds = action.contains("add");
        const Json& what = action.at(adds ? "add" : "remove");
        const auto index = what.at("index").get<std::string>();
        const auto alias = what.at("alias").get<std::string>();
        if (!indexes_.contains(index)) return failure(Trouble::missing, 404, "index_not_found_exception: " + index);
        if (indexes_.contains(alias)) return failure(Trouble::bad_request, 400, "invalid_alias_name_exception");
        auto& held = moved[alias];
        if (!adds && std::erase(held, index) == 0) return failure(Trouble::missing, 404, "aliases_not_found_exception");
        if (adds && std::find(held.begin(), held.end(), index) == held.end()) held.push_back(index);
    }
    aliases_ = std::move(moved);
    return said({{"acknowledged", true}});
}

SearchCluster::Result SearchCluster::bulk(const std::string& name, const std::string& body) const {
    if (body.empty() || body.back() != '\n') return failure(Trouble::bad_request, 400, "the bulk must end with a newline");
    Index& index = indexes_[name];  // an index that is not there is made
    Json items = Json::array();
    std::istringstream lines(body);
    for (std::string action, source; std::getline(lines, action) && std::getline(lines, source);) {
        const auto id = Json::parse(action).at("index").at("_id").get<std::string>();
        items.push_back({{"index", write(index, id, Json::parse(source))}});
    }
    return said({{"errors", false}, {"items", items}});
}

Json SearchCluster::write(Index& index, const std::string& id, const Json& source) const {
    for (const auto& [field, value] : source.items()) {
        if (index.mapping.value("dynamic", std::string{}) != "strict" || index.mapping.at("properties").contains(field)) continue;
        return {{"_id", id}, {"status", 400},
                {"error", {{"type", "strict_dynamic_mapping_exception"}, {"reason", "introduction of [" + field + "] is not allowed"}}}};
    }
    const bool is_new = !index.written.contains(id);
    index.written[id] = source;
    return {{"_id", id}, {"status", is_new ? 201 : 200}};
}

SearchCluster::Result SearchCluster::search(const std::string& name, const std::string& body) const {
    const Json request = Json::parse(body);
    struct Row {
        double score;
        std::string code;
        std::string index;
    };
    std::vector<Row> rows;
    for (const std::string& each : resolve(name)) {
        const Index& index = indexes_.at(each);
        std::map<std::string, double> scores;
        for (const Json& clause : request.at("query").at("bool").at("should")) {
            const Json& constant = clause.at("constant_score");
            const auto term = constant.at("filter").at("term").begin();
            const auto posting = index.postings.find({term.key(), term.value().get<std::string>()});
            if (posting == index.postings.end()) continue;
            for (const std::string& id : posting->second) scores[id] += constant.at("boost").get<double>();
        }
        for (const auto& [id, score] : scores) {
            if (score > 0) rows.push_back({score, index.visible.at(id).at("code"), each});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.score != b.score ? a.score > b.score : a.code < b.code;
    });
    rows.resize(std::min(rows.size(), request.at("size").get<std::size_t>()));
    Json hits = Json::array();
    for (const Row& row : rows) hits.push_back({{"_index", row.index}, {"sort", {row.score, row.code}}});
    Json found{{"timed_out", false}, {"_shards", {{"failed", 0}}}};
    if (!hits.empty()) found["hits"] = {{"hits", hits}};  // filter_path leaves out what is empty
    return said(found);
}

std::vector<std::string> SearchCluster::resolve(const std::string& name) const {
    if (indexes_.contains(name)) return {name};
    const auto alias = aliases_.find(name);
    return alias == aliases_.end() ? std::vector<std::string>{} : alias->second;
}

std::vector<std::string> SearchCluster::indexes() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    for (const auto& [name, index] : indexes_) names.push_back(name);
    return names;
}

std::vector<std::string> SearchCluster::named_by(const std::string& alias) const {
    const std::lock_guard lock(mutex_);
    return resolve(alias);
}

std::vector<std::string> SearchCluster::seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
}

}  // namespace motcua::tests
