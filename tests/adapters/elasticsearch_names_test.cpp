// Nodes by name while the look-up of a name hangs: nobody waits for it but who asked for it.
#include <dlfcn.h>
#include <netdb.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <string>

#include "tests/adapters/elasticsearch_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using es::CurlTransport;
using es::Trouble;

namespace {

struct LookUps {
    std::mutex mutex;
    std::condition_variable changed;
    bool hang = false;
    int waiting = 0;
    int asked = 0;
};
/// Outlives libcurl's threads, which are left to themselves.
LookUps& look_ups() {
    static auto* const all = new LookUps;
    return *all;
}

/// While it lives, who looks up `hanging.example` waits.
class HangingName {
  public:
    HangingName() { set(true); }
    ~HangingName() {
        set(false);
        std::unique_lock lock(look_ups().mutex);
        look_ups().changed.wait(lock, [] { return look_ups().waiting == 0; });
    }
    HangingName& operator=(HangingName&&) = delete;  // neither copied nor moved

    static int asked() {
        const std::lock_guard lock(look_ups().mutex);
        return look_ups().asked;
    }

  private:
    static void set(bool hang) {
        const std::lock_guard lock(look_ups().mutex);
        look_ups().hang = hang;
        look_ups().asked = 0;
        look_ups().changed.notify_all();
    }
};

void wait_while_it_hangs() {
    LookUps& all = look_ups();
    std::unique_lock lock(all.mutex);
    ++all.asked;
    ++all.waiting;
    all.changed.wait(lock, [&all] { return !all.hang; });
    --all.waiting;
    all.changed.notify_all();
}

}  // namespace

/// Stands before the C library's, for libcurl's threads too.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
    if (name != nullptr && std::strcmp(name, "hanging.example") == 0) {
        wait_while_it_hangs();
        return EAI_AGAIN;
    }
    using LookUp = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto real = reinterpret_cast<LookUp>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(name, service, hints, found);
}

TEST_CASE("a name whose look-up hangs is unreachable in time", "[elasticsearch]") {
    const HangingName hanging;
    const CurlTransport transport(settings_for({"http://hanging.example:9200"}));
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = transport.exchange(search(300ms));
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().trouble == Trouble::unreachable);
    CHECK(hanging.asked() >= 1);
}

TEST_CASE("a name whose look-up hangs costs no answer while another node lives", "[elasticsearch]") {
    const HangingName hanging;
    ScriptedServer good(living());
    auto settings = settings_for({"http://hanging.example:9200", url_of(good)});
    settings.connect_timeout = 500ms;
    settings.connections_per_host = 1;  // who waits for a connection to it is not kept waiting in a row
    const CurlTransport transport(settings);
    std::atomic<int> answered{0};
    std::atomic<int> late{0};
    in_threads(20, [&] {
        const auto begin = std::chrono::steady_clock::now();
        answered += transport.exchange(search(20s)) ? 1 : 0;
        if (std::chrono::steady_clock::now() - begin > 3s) ++late;
    });
    CHECK(answered == 20);
    CHECK(late == 0);
    CHECK(hanging.asked() >= 1);
    CHECK(transport.figures().hosts_died == 1);
}
