// What the transport adds to a search: its exchanges beside the same request in a bare libcurl loop, call by call in turns.
#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "adapters/elasticsearch/curl_transport.hpp"
#include "tests/support/scripted_server.hpp"

namespace {

namespace es = motcua::adapters::elasticsearch;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Times = std::vector<double>;  // milliseconds

constexpr const char* usage =
    "bench_es_transport [--searches N] [--documents N]\n"
    "  Searches the cluster at $MOTCUA_SEARCH_URL in an index of its own, which it makes and deletes; without that\n"
    "  address a fake on loopback, whose reply costs nothing. Prints the median of both ways and their ratio.\n";

struct Arguments {
    int searches = 2'000;
    int documents = 3'000;
};

bool read(int argc, char** argv, Arguments& arguments) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string option = argv[i];
        if (option == "--searches") arguments.searches = std::stoi(argv[i + 1]);
        else if (option == "--documents") arguments.documents = std::stoi(argv[i + 1]);
        else return false;
    }
    return argc % 2 == 1;
}

/// Searches are read from here by both ways alike.
struct Searches {
    std::string target;
    std::vector<std::string> bodies;
};

const std::vector<std::string> words{"cap", "lai", "doi", "giay", "phep", "lai", "xe", "can", "cuoc", "khai", "sinh",
                                     "ket", "hon", "dat", "dai", "ho", "khau", "kinh", "doanh", "thue", "bao", "hiem"};

std::string sentence(std::size_t seed, std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        text += (i == 0 ? "" : " ") + words[(seed >> 33u) % words.size()];
    }
    return text;
}

Searches searches_of(const std::string& index) {
    Searches searches{"/" + index + "/_search?filter_path=took,timed_out,_shards,error,hits.hits._id,hits.hits._score", {}};
    for (std::size_t i = 0; i < 64; ++i) {
        searches.bodies.push_back("{\"size\":50,\"track_total_hits\":false,\"_source\":false,\"query\":{\"match\":{\"t\":\"" +
                                  sentence(i, 6) + "\"}}}");
    }
    return searches;
}

/// A libcurl easy handle in a loop, with what such a loop needs and no more.
class BareLoop {
  public:
    BareLoop(const std::string& url) : handle_(curl_easy_init(), &curl_easy_cleanup), headers_(nullptr, &curl_slist_free_all) {
        headers_.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
        curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, headers_.get());
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEFUNCTION, &BareLoop::on_body);
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, this);
    }
    /// True for a 200.
    bool post(const std::string& body) {
        reply_.clear();
        curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDS, body.data());
        long status = 0;
        const bool done = curl_easy_perform(handle_.get()) == CURLE_OK;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        return done && status == 200;
    }

  private:
    static std::size_t on_body(const char* bytes, std::size_t size, std::size_t count, void* self) {
        static_cast<BareLoop*>(self)->reply_.append(bytes, size * count);
        return size * count;
    }
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_;
    std::string reply_;
};

template <class Call>
void measure(Times& times, Call call) {
    const auto begin = Clock::now();
    if (!call()) throw std::runtime_error("a search failed");
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
}

double quantile(Times& times, double share) {
    const auto at = static_cast<std::ptrdiff_t>(static_cast<double>(times.size() - 1) * share);
    std::nth_element(times.begin(), times.begin() + at, times.end());
    return times[static_cast<std::size_t>(at)];
}

void show(const char* what, Times& times) {
    fmt::print("  {:<28} p50 {:>7.3f} ms   p90 {:>7.3f} ms   p99 {:>7.3f} ms\n", what, quantile(times, 0.5), quantile(times, 0.9),
               quantile(times, 0.99));
}

void compare(const std::string& url, const Searches& searches, int count) {
    es::TransportSettings settings;
    settings.hosts = {url};
    const es::CurlTransport transport(settings);
    BareLoop bare(url + searches.target);
    es::Exchange asked;
    asked.method = es::Method::post;
    asked.target = searches.target;
    asked.deadline = 10s;
    Times through;
    Times beside;
    const int warm_up = count / 5;
    for (int i = 0; i < count + warm_up; ++i) {
        if (i == warm_up) through.clear(), beside.clear();
        asked.body = searches.bodies[static_cast<std::size_t>(i) % searches.bodies.size()];
        const auto by_transport = [&] { measure(through, [&] { return transport.exchange(asked).has_value(); }); };
        const auto by_bare_loop = [&] { measure(beside, [&] { return bare.post(asked.body); }); };
        // In turns, so that neither has the caches warm for it alone.
        if (i % 2 == 0) by_transport(), by_bare_loop();
        else by_bare_loop(), by_transport();
    }
    show("bare libcurl loop", beside);
    show("through the transport", through);
    fmt::print("  {:<28} p50 {:>7.2f}      (goal on a real search: 1.20 at most)\n", "ratio", quantile(through, 0.5) / quantile(beside, 0.5));
    fmt::print("  {} exchanges, {} connections opened\n", transport.figures().exchanges, transport.figures().connections_opened);
}

/// An index of its own in the cluster, deleted with it.
class BenchIndex {
  public:
    BenchIndex(const std::string& url, int documents) : name_("motcua-bench-" + std::to_string(::getpid())), transport_(settings_for(url)) {
        ask(es::Method::put, "/" + name_,
            R"({"settings":{"number_of_shards":1,"number_of_replicas":0},"mappings":{"properties":{"t":{"type":"text"}}}})");
        std::string bulk;
        for (int i = 0; i < documents; ++i) {
            bulk += "{\"index\":{\"_id\":\"" + std::to_string(i) + "\"}}\n{\"t\":\"" + sentence(static_cast<std::size_t>(i) + 1000, 12) + "\"}\n";
        }
        ask(es::Method::post, "/" + name_ + "/_bulk?refresh=true", bulk, "application/x-ndjson");
    }
    ~BenchIndex() {
        es::Exchange last;
        last.method = es::Method::del;
        last.target = "/" + name_;
        last.deadline = 30s;
        if (!transport_.exchange(last)) fmt::print(stderr, "index {} could not be deleted\n", name_);
    }
    BenchIndex& operator=(BenchIndex&&) = delete;  // neither copied nor moved

    const std::string& name() const { return name_; }

  private:
    static es::TransportSettings settings_for(const std::string& url) {
        es::TransportSettings settings;
        settings.hosts = {url};
        return settings;
    }
    void ask(es::Method method, const std::string& target, const std::string& body, const char* type = "application/json") {
        es::Exchange asked{method, target, body, type, 60s, true};
        const auto answer = transport_.exchange(asked);
        if (!answer) throw std::runtime_error(answer.error().detail);
    }
    std::string name_;
    es::CurlTransport transport_;
};

void run(const Arguments& arguments) {
    const char* url = std::getenv("MOTCUA_SEARCH_URL");
    if (url != nullptr) {
        const BenchIndex index(url, arguments.documents);
        fmt::print("a real cluster, {} documents, {} searches\n", arguments.documents, arguments.searches);
        return compare(url, searches_of(index.name()), arguments.searches);
    }
    const std::string body = "{\"took\":1,\"hits\":{\"hits\":[]}}";
    const std::string reply = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    const motcua::tests::ScriptedServer fake([&](motcua::tests::ServedConnection& connection) {
        while (!connection.request().empty()) connection.send(reply);
    });
    fmt::print("a fake on loopback: the ratio is that of the overhead alone, {} searches\n", arguments.searches);
    compare("http://127.0.0.1:" + std::to_string(fake.port()), searches_of("fake"), arguments.searches);
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    try {
        if (!read(argc, argv, arguments)) {
            fmt::print(stderr, "{}", usage);
            return 2;
        }
        run(arguments);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_es_transport: {}\n{}", error.what(), usage);
        return 1;
    }
}
