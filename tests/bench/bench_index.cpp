// Prints what both indexes cost as the base grows: time to make one, its size on disk, time of a search, memory.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "adapters/elasticsearch/curl_transport.hpp"
#include "adapters/elasticsearch/elasticsearch_procedure_index.hpp"
#include "adapters/elasticsearch/index_publisher.hpp"
#include "gateway/cli/eval_command.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "tests/bench/grown_store.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using namespace motcua;
using namespace adapters::elasticsearch;
using Clock = std::chrono::steady_clock;

struct Row {
    std::size_t documents = 0;
    std::string index;
    double made_s = 0;
    double disk_mb = 0;
    double p50_us = 0;
    double p99_us = 0;
    double memory_mb = 0;  // of this process, grown by making and searching
};

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// Resident memory in MB; 0 where /proc is not there.
double resident_mb() {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("VmRSS:", 0) == 0) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

/// Each query three times after a first round that warms what is kept.
void measure(const kb::ProcedureIndex& index, const std::vector<kb::SearchQuery>& queries, Row& row) {
    std::vector<double> micros;
    for (int round = 0; round < 4; ++round) {
        for (const auto& query : queries) {
            const auto begin = Clock::now();
            const auto hits = index.search(query, kb::index_candidates);
            if (!hits) throw std::runtime_error(hits.error().detail);
            if (round > 0) micros.push_back(seconds_since(begin) * 1e6);
        }
    }
    std::sort(micros.begin(), micros.end());
    row.p50_us = micros[micros.size() / 2];
    row.p99_us = micros[micros.size() * 99 / 100];
}

void print(const Row& row) {
    std::printf("%zu\t%s\t%.1f\t%.1f\t%.0f\t%.0f\t%.0f\n", row.documents, row.index.c_str(), row.made_s, row.disk_mb, row.p50_us,
                row.p99_us, row.memory_mb);
    std::fflush(stdout);
}

Row embedded(const bench::GrownStore& store, const std::vector<kb::AliasBlock>& aliases, const std::vector<kb::SearchQuery>& queries) {
    const tests::TempFolder folder;
    const double before = resident_mb();
    adapters::FtsProcedureIndex index(folder / "index.db");
    Row row{.documents = *store.count(), .index = "embedded"};
    const auto begin = Clock::now();
    if (!index.rebuild(store, aliases)) throw std::runtime_error("the embedded index could not be made");
    row.made_s = seconds_since(begin);
    measure(index, queries, row);
    row.disk_mb = static_cast<double>(std::filesystem::file_size(folder / "index.db")) / 1e6;
    row.memory_mb = std::max(0.0, resident_mb() - before);
    return row;
}

/// Bytes of the index on the cluster's disks, from `GET /<index>/_stats/store`.
double stored_mb(const Transport& transport, const std::string& index) {
    const auto answer = transport.exchange({.target = "/" + index + "/_stats/store?filter_path=_all.total.store.size_in_bytes",
                                            .deadline = std::chrono::seconds(10)});
    const std::string name = "\"size_in_bytes\":";
    const auto at = answer ? answer->body.find(name) : std::string::npos;
    return at == std::string::npos ? 0 : std::stod(answer->body.substr(at + name.size())) / 1e6;
}

Row shared(const std::string& url, const bench::GrownStore& store, const std::vector<kb::AliasBlock>& aliases,
           const std::vector<kb::SearchQuery>& queries) {
    TransportSettings settings;
    settings.hosts = {url};
    const CurlTransport transport(settings);
    const std::string alias = "motcua-bench";
    const double before = resident_mb();
    Row row{.documents = *store.count(), .index = "elasticsearch"};
    const auto begin = Clock::now();
    const IndexPublisher publisher(transport, alias, [](const std::string&) {});
    const auto published = publisher.publish({store, aliases}, {.now = std::chrono::system_clock::now(), .bulk = {}, .keep = 1});
    if (!published) throw std::runtime_error(published.error().detail);
    row.made_s = seconds_since(begin);
    const ElasticsearchProcedureIndex index(transport, {alias, published->meta.manifest, std::chrono::seconds(30)});
    measure(index, queries, row);
    row.disk_mb = stored_mb(transport, published->index);
    row.memory_mb = std::max(0.0, resident_mb() - before);
    (void)IndexShelf(transport, alias).remove(published->index);
    return row;
}

std::vector<kb::SearchQuery> queries_of(const gateway::Snapshot& snapshot, const std::string& file) {
    std::ifstream in(file);
    std::vector<kb::SearchQuery> queries;
    for (const auto& question : gateway::read_questions(in, file)) {
        auto query = kb::query_from(snapshot.catalog(), intents::normalize(question.text)).for_index(snapshot.catalog(), kb::index_terms);
        if (!query.words.empty()) queries.push_back(std::move(query));
    }
    return queries;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::puts("usage: bench_index DATA QUESTIONS.jsonl TIMES[,TIMES...] [URL]\n"
                  "  Grows the base of DATA (`motcua --data DATA kb import`), asks the questions' searches of the embedded index, and of the\n"
                  "  cluster at URL, on one thread. Tab-separated; growth_chart.py draws it.");
        return 2;
    }
    const gateway::Snapshot snapshot(argv[1], gateway::Office{}, [](const std::string&) {});
    const auto aliases = gateway::aliases_of(argv[1]);
    const auto queries = queries_of(snapshot, argv[2]);
    std::puts("documents\tindex\tmade_s\tdisk_mb\tp50_us\tp99_us\tmemory_mb");
    std::string list(argv[3]);
    std::replace(list.begin(), list.end(), ',', ' ');
    std::istringstream times(list);
    for (std::size_t each = 0; times >> each;) {
        const bench::GrownStore store(bench::all_of(snapshot.store()), each);
        auto grown = queries;
        for (auto& query : grown) {
            for (auto* terms : {&query.words, &query.pairs}) {
                for (auto& term : *terms) term.holders *= each;  // as the catalog of the grown base would say
            }
        }
        print(embedded(store, aliases, grown));
        if (argc > 4) print(shared(argv[4], store, aliases, grown));
    }
    return 0;
}
