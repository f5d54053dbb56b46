// Sets up what the platforms let a program set up, and says what is left for their consoles.
#include <fmt/format.h>

#include <iostream>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "adapters/zalo/zalo_account_api.hpp"
#include "gateway/channels/page_setup.hpp"
#include "gateway/channels/site_proof.hpp"
#include "gateway/cli/channel_command.hpp"
#include "gateway/cli/usable_config.hpp"
#include "gateway/composition.hpp"
#include "gateway/messenger_pages.hpp"

namespace motcua::gateway {
namespace {

struct StepTally {
    std::size_t changes = 0;
    std::size_t faults = 0;
};

void print_faults(const std::vector<adapters::PlatformFault>& faults, std::ostream& out) {
    for (const auto& fault : faults) out << fmt::format("  MEND  {}: {}\n", fault.reason, fault.mend);
}

std::string shown(const std::string& text) { return text.empty() ? "(not set)" : text; }

/// Where the platforms must be told to post to.
std::string address_of(const Config& config, const std::string& path) {
    return (config.care.public_url.empty() ? "https://YOUR-HOST" : config.care.public_url) + path;
}

StepTally set_up_messenger(const Config& config, adapters::HttpClient& client, bool dry_run, std::ostream& out) {
    StepTally tally;
    adapters::MessengerPageApi api(messenger_settings(config), client);
    const auto wanted = wanted_profile(config.care.profile);
    for (const adapters::MessengerPage& page : api.pages()) {
        out << fmt::format("messenger {} {}\n", page.page_id, page.name);
        const SetupOutcome outcome = set_up_page(api, page, wanted, dry_run);
        for (const SetupChange& change : outcome.changes) {
            out << fmt::format("  {}\n    - {}\n    + {}\n", change.what, shown(change.before), change.after);
        }
        print_faults(outcome.faults, out);
        if (outcome.changes.empty() && outcome.faults.empty()) out << "  as it should be\n";
        tally.changes += outcome.changes.size();
        tally.faults += outcome.faults.size();
    }
    out << fmt::format(
        "  In Meta's app dashboard, once: webhook of the Page object {}, with the verify_token of the settings;\n"
        "  the app in live mode, with pages_messaging.\n",
        address_of(config, messenger_webhook_path));
    return tally;
}

void print_console_steps(const Config& config, std::ostream& out) {
    out << "  In Zalo's console (developers.zalo.me), once; no program can do it:\n";
    if (config.care.zalo_verifier.empty()) {
        out << "  1. Domain: verify by HTML file; put its code into zalo_verifier in [channels], and the gateway serves it\n";
    } else {
        out << fmt::format("  1. Domain: verify by HTML file; the gateway serves {}\n",
                           address_of(config, site_proof_path(config.care.zalo_verifier)));
    }
    out << fmt::format(
        "  2. Webhook address: {} (it is saved only while the gateway answers)\n"
        "  3. OA Secret Key of that page into oa_secret_file: it is not the app's secret\n"
        "  4. Events: user sends text, image, file, sticker, location, audio, video, business card; clicks; OA sends\n"
        "     (echo); follow, unfollow\n",
        address_of(config, zalo_webhook_path));
}

StepTally look_at_zalo(const Config& config, adapters::HttpClient& client, std::ostream& out) {
    StepTally tally;
    ZaloTokens tokens(config, client);
    for (const ZaloAccountKeys& keys : config.zalo_accounts) {
        out << fmt::format("zalo {} {}\n", keys.oa_id, keys.name);
        adapters::TokenSource token = tokens.chain_of(keys.oa_id);
        if (!token) token = adapters::fixed_token(keys.access_token, "zalo.account.access_token");
        const auto info = adapters::zalo_account_info(config.zalo_api, {keys.oa_id, token, keys.name}, client);
        if (!info) {
            print_faults({info.error()}, out);
            ++tally.faults;
            continue;
        }
        out << fmt::format("  {}, {}, {}{}\n", info->name, info->type, info->verified ? "verified" : "not verified",
                           info->package.empty() ? "" : ", package " + info->package);
        if (!info->oa_id.empty() && info->oa_id != keys.oa_id) {
            print_faults({{"the token is of OA " + info->oa_id, "give each [[zalo.account]] the token of its own oa_id"}}, out);
            ++tally.faults;
        }
    }
    print_console_steps(config, out);
    return tally;
}

}  // namespace

int channel_setup(const CommonOptions& common, const ChannelRequest& request, std::ostream& out) {
    const auto config = usable_config(common);
    if (!config) return 2;
    const bool has_zalo = !config->zalo_apps.empty() && request.channel != "messenger";
    const bool has_messenger = !config->messenger_apps.empty() && request.channel != "zalo";
    if (!has_zalo && !has_messenger) {
        std::cerr << "no such channel is configured: see docs/configuration.md\n";
        return 2;
    }
    adapters::CpprestHttpClient client;
    StepTally tally;
    if (has_zalo) tally = look_at_zalo(*config, client, out);
    if (has_messenger) {
        const StepTally pages = set_up_messenger(*config, client, request.dry_run, out);
        tally.changes += pages.changes;
        tally.faults += pages.faults;
    }
    out << fmt::format("{} {}, {} to mend\n", tally.changes, request.dry_run ? "would change" : "changed", tally.faults);
    return tally.faults == 0 ? 0 : 1;
}

}  // namespace motcua::gateway
