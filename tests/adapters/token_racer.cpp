// One process of a race: says that it is ready, waits for the start, looks after the chain once, tells how
// that ended.
#include <unistd.h>

#include <chrono>
#include <iostream>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "adapters/sqlite/sqlite_token_vault.hpp"
#include "adapters/zalo/token_chain.hpp"
#include "adapters/zalo/zalo_token_endpoint.hpp"

using namespace motcua::adapters;

/// token_racer VAULT KEY OAUTH_URL ACCOUNT SECONDS_AHEAD; the start is the end of standard input.
int main(int argc, char** argv) {
    if (argc != 6) return 2;
    auto box = SecretBox::from_file(argv[2]);
    if (!box) return 2;
    SqliteTokenVault vault(argv[1], std::move(*box));
    CpprestHttpClient http;
    ZaloTokenEndpoint endpoint({"41", "app-secret", argv[3]}, http);
    const std::chrono::seconds ahead(std::stoll(argv[5]));
    TokenChain chain(argv[4], vault, endpoint, {},
                     [ahead] { return std::chrono::system_clock::now() + ahead; });
    std::cout << "ready\n" << std::flush;
    char nothing = 0;
    while (::read(STDIN_FILENO, &nothing, 1) > 0) {
    }
    std::cout << name_of(chain.tend().what) << '\n' << std::flush;
    return 0;
}
