// CLI11 behind run_command_line(): the commands, their options and help; no work is done here.
#include "gateway/cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <functional>
#include <iostream>

#include "gateway/cli/ask_command.hpp"
#include "gateway/cli/channel_command.hpp"
#include "gateway/cli/cluster_command.hpp"
#include "gateway/cli/eval_agreement.hpp"
#include "gateway/cli/eval_command.hpp"
#include "gateway/cli/eval_parts.hpp"
#include "gateway/cli/kb_command.hpp"
#include "gateway/cli/serve_command.hpp"
#include "gateway/cli/tokens_command.hpp"
#include "gateway/cli/train_command.hpp"
#include "gateway/cli/version.hpp"
#include "gateway/config/config.hpp"
#include "gateway/shared_index.hpp"

namespace motcua::gateway {
namespace {

/// Everything the parser fills in; lives as long as the parse.
struct Arguments {
    CommonOptions common;
    ServeRequest serve;
    EmulateRequest emulate;
    ImportRequest import;
    TrainRequest train;
    TokensRequest tokens;
    ChannelRequest channel;
    ClusterRequest cluster;
    std::string index = "embedded";
    std::string text;
    std::string code;
    std::string questions;
    bool explain = false;
    bool json = false;
    bool misses = false;
    bool ways = false;
    bool parts = false;
    bool lines = false;
    bool all = false;
    std::vector<std::int64_t> ids;
    std::function<int()> chosen;
};

void to_terminal(const std::string& line) { std::cerr << line << '\n'; }

/// The settings' folder of state counts for every command, unless --data names another. False when the settings
/// cannot be used by a command that does not tell so itself.
bool take_data_from_settings(const CLI::App& app, Arguments& arguments) {
    if (arguments.common.config.empty() || app.count("--data") > 0) return true;
    const auto config = read_config(arguments.common.config);
    if (config) arguments.common.data = config->data;
    const bool tells = app.got_subcommand("serve") || app.got_subcommand("emulate") || app.got_subcommand("doctor") ||
                       app.got_subcommand("tokens") || app.got_subcommand("channel");
    if (!config && !tells) to_terminal("settings cannot be used:\n" + text_of(config.error()));
    return config || tells;
}

int run_eval_of_cluster(const Arguments& arguments, const Snapshot& embedded, const std::vector<LabelledQuestion>& questions) {
    const auto settings = cluster_of(arguments.common, arguments.cluster);
    if (!settings) return 2;
    const SharedIndex cluster(*settings);
    const Snapshot shared(arguments.common.data, Office{}, to_terminal, cluster.alone());
    shared.look_at_index();
    const Evaluation ours = evaluate(embedded, questions);
    const Evaluation theirs = evaluate(shared, questions);
    const Agreement agreement = agreement_of(ours, theirs);
    if (arguments.json) {
        print_json(theirs, std::cout, &agreement);
    } else {
        print_table(theirs, std::cout);
        print_agreement(agreement, std::cout);
    }
    if (arguments.misses) print_disagreements(ours, theirs, std::cout);
    return 0;
}

int run_eval(const Arguments& arguments) {
    std::ifstream in(arguments.questions);
    if (!in) {
        to_terminal(fmt::format("cannot read {}", arguments.questions));
        return 2;
    }
    const auto questions = read_questions(in, arguments.questions);
    const Snapshot snapshot(arguments.common.data, Office{}, to_terminal);
    if (arguments.index != "embedded") return run_eval_of_cluster(arguments, snapshot, questions);
    const Evaluation evaluation = evaluate(snapshot, questions);
    if (arguments.json) {
        print_json(evaluation, std::cout);
    } else {
        print_table(evaluation, std::cout);
    }
    if (arguments.misses) print_misses(evaluation, snapshot.catalog(), std::cout);
    if (arguments.ways) print_ways(snapshot, questions, std::cout << '\n');
    if (arguments.parts) print_parts(snapshot, questions, std::cout << '\n');
    return 0;
}

CLI::App* command(CLI::App& parent, Arguments& arguments, const char* name, const char* help, std::function<int()> run) {
    CLI::App* made = parent.add_subcommand(name, help);
    made->fallthrough();  // --data and --config may stand anywhere
    made->callback([&arguments, run = std::move(run)] { arguments.chosen = run; });
    return made;
}

void add_load(CLI::App& playing, LoadRequest& load) {
    CLI::Option* on = playing.add_flag("--load", load.on, "Let many citizens ask, print figures; 1 when something was lost, out of order or twice");
    const auto option = [&](const char* name, auto& value, const char* help) {
        return playing.add_option(name, value, help)->needs(on)->capture_default_str();
    };
    option("--rate", load.rate, "Events a second")->check(CLI::Range(0.01, 100'000.0));
    option("--users", load.users, "Citizens")->check(CLI::Range(1, 1'000'000));
    option("--count", load.count, "Events")->check(CLI::Range(1, 10'000'000));
    option("--questions", load.questions, "One a line: text, or JSON with `text`");
    option("--target", load.target, "URL of a gateway that runs with the settings of --config, or its port file; else one in this process");
    option("--patience", load.patience_s, "Seconds without news until what is unanswered is lost")->check(CLI::Range(1, 3600));
}

void add_running(CLI::App& app, Arguments& a) {
    CLI::App* serving = command(app, a, "serve", "Run the gateway until SIGTERM", [&a] { return serve(a.common, a.serve); });
    serving->add_option("--port-file", a.serve.port_file, "Write the open ports here as JSON");
    CLI::App* playing = command(app, a, "emulate",
                                "Run a gateway with emulated Zalo and Messenger, and a chat page in the browser",
                                [&a] { return emulate(a.common, a.emulate); });
    playing->add_option("--port", a.emulate.port, "Port of the chat page; 0 lets the system choose")->capture_default_str();
    playing->add_option("--port-file", a.emulate.port_file, "Write the open ports here as JSON");
    playing->add_flag("--page-only", a.emulate.page_only, "Only the platforms; the gateway runs elsewhere");
    playing->add_option("--zalo-webhook", a.emulate.zalo_webhook, "With --page-only: the gateway's Zalo webhook URL");
    playing->add_option("--messenger-webhook", a.emulate.messenger_webhook,
                        "With --page-only: the gateway's Messenger webhook URL");
    playing->add_option("--faults", a.emulate.faults, "Fault file (TOML), see docs/emulator.md");
    playing->add_option("--seed", a.emulate.seed, "Of ids, faults and load; 0: from the system")->capture_default_str();
    add_load(*playing, a.emulate.load);
    command(app, a, "doctor", "Check settings, data and ports; say what to mend", [&a] { return doctor(a.common); });
    CLI::App* dead = app.add_subcommand("dead", "Replies and events that were given up");
    dead->require_subcommand(1)->fallthrough();
    command(*dead, a, "list", "List them with their reason", [&a] { return dead_list(a.common); });
    CLI::App* redrive = command(*dead, a, "redrive", "Put them back in their queue (without [redis], the gateway must not run)",
                                [&a] { return dead_redrive(a.common, a.all, a.ids); });
    redrive->add_option("ids", a.ids, "Ids from `dead list`");
    redrive->add_flag("--all", a.all, "All of them");
}

void add_tokens(CLI::App& app, Arguments& a) {
    CLI::App* tokens = app.add_subcommand("tokens", "The tokens of Zalo accounts that renew themselves");
    tokens->require_subcommand(1)->fallthrough();
    CLI::App* status = command(*tokens, a, "status", "State, ages and last error; never a token",
                               [&a] { return tokens_status(a.common, a.tokens, std::cout); });
    CLI::App* consent = command(*tokens, a, "consent", "Print a consent link, take the code that comes back",
                                [&a] { return tokens_consent(a.common, a.tokens, std::cin, std::cout); });
    consent->add_option("--code", a.tokens.code, "The code of the last link, or the address that the browser was sent to");
    CLI::App* import = command(*tokens, a, "import", "Store an access and a refresh token that were got by hand",
                               [&a] { return tokens_import(a.common, a.tokens, std::cin, std::cout); });
    import->add_option("file", a.tokens.file, "The endpoint's JSON, or two lines: access token, refresh token; - or nothing: standard input")
        ->check(CLI::ExistingFile | CLI::IsMember({"-"}));
    import->add_flag("--replace", a.tokens.replace, "Also when the account has tokens that work");
    for (CLI::App* each : {status, consent, import}) each->add_option("--account", a.tokens.account, "The OA, when there are several");
}

void add_channel(CLI::App& app, Arguments& a) {
    CLI::App* channel = app.add_subcommand("channel", "The platforms' side of the channels");
    channel->require_subcommand(1)->fallthrough();
    CLI::App* setup = command(*channel, a, "setup", "Tell the platforms what the settings ask for; changes only what differs",
                              [&a] { return channel_setup(a.common, a.channel, std::cout); });
    setup->add_flag("--dry-run", a.channel.dry_run, "Only print what would change");
    CLI::App* status = command(*channel, a, "status", "Last event, reply and error, token, subscription of each account",
                               [&a] { return channel_status(a.common, a.channel, std::cout); });
    status->add_flag("--json", a.channel.json, "As JSON");
    for (CLI::App* each : {setup, status}) {
        each->add_option("--channel", a.channel.channel, "Only this one")->check(CLI::IsMember({"messenger", "zalo"}));
    }
}

CLI::App* with_cluster(CLI::App* app, Arguments& a) {
    app->add_option("--elasticsearch", a.cluster.url, "URL of the search cluster, instead of the settings' hosts");
    app->add_option("--alias", a.cluster.alias, "Instead of the settings' alias");
    return app;
}

void add_cluster(CLI::App& base, Arguments& a) {
    CLI::App* publish = command(base, a, "publish", "Make the search cluster's index anew from this base and let it serve; no search fails meanwhile",
                                [&a] { return kb_publish(a.common, a.cluster, std::cout); });
    with_cluster(publish, a)->add_flag("--again", a.cluster.again, "Also when the cluster serves this very data");
    CLI::App* rollback = command(base, a, "rollback", "Let the search cluster serve the index before, at once",
                                 [&a] { return kb_rollback(a.common, a.cluster, std::cout); });
    with_cluster(rollback, a)->add_option("index", a.cluster.index, "Another one of `kb status`");
    with_cluster(command(base, a, "status", "The search cluster's indexes: which one serves, whether it fits this base; 1 when none does",
                         [&a] { return kb_status(a.common, a.cluster, std::cout); }), a);
}

void add_knowledge(CLI::App& app, Arguments& a) {
    CLI::App* base = app.add_subcommand("kb", "The knowledge base");
    base->require_subcommand(1)->fallthrough();
    CLI::App* import = command(*base, a, "import", "Import procedures; all or nothing",
                               [&a] { return kb_import(a.common, a.import, std::cout); });
    import->add_option("--format", a.import.format, "portal-json: as the portal gives it; jsonl: one object a line")
        ->required()
        ->check(CLI::IsMember({"portal-json", "jsonl"}));
    import->add_option("paths", a.import.paths, "Files (.json, .jsonl, .jsonl.gz) or folders")->required();
    import->add_flag("--replace", a.import.replace, "Replace the whole base instead of adding to it");
    import->add_option("--data-date", a.import.data_date, "When the source stood like this, e.g. 2026-07");
    command(*base, a, "stats", "Counts by flag, field and ministry", [&a] { return kb_stats(a.common, std::cout); });
    command(*base, a, "validate", "Every record with known faults", [&a] { return kb_validate(a.common, std::cout); });
    CLI::App* show = command(*base, a, "show", "One procedure", [&a] { return kb_show(a.common, a.code, a.json, std::cout); });
    show->add_option("code", a.code, "Procedure code, e.g. 1.001193")->required();
    show->add_flag("--json", a.json, "As our JSON");
    CLI::App* search = command(*base, a, "search", "The ten best procedures for a text",
                               [&a] { return kb_search(a.common, a.text, std::cout); });
    search->add_option("text", a.text, "What a citizen would type")->required();
    add_cluster(*base, a);
}

void add_asking(CLI::App& app, Arguments& a) {
    CLI::App* asking = command(app, a, "ask", "Answer one message, for people", [&a] {
        const Snapshot snapshot(a.common.data, Office{}, to_terminal);
        return ask(snapshot, a.text, a.explain, std::cout);
    });
    asking->add_option("text", a.text, "What a citizen would type")->required();
    asking->add_flag("--explain", a.explain, "Show readings, candidates, features and weights");
    CLI::App* answering = command(app, a, "answer", "Answer messages from standard input, for scripts", [&a] {
        const Snapshot snapshot(a.common.data, Office{}, to_terminal);
        return answer_lines(snapshot, std::cin, std::cout);
    });
    answering->add_flag("--jsonl", a.lines, "One JSON object a line, in and out")->required();
    CLI::App* normalizing = command(app, a, "normalize", "Normalise texts from standard input, for scripts",
                                    [] { return normalize_lines(std::cin, std::cout); });
    normalizing->add_flag("--jsonl", a.lines, "One JSON object a line, in and out")->required();
    CLI::App* evaluating = command(app, a, "eval", "Score labelled questions", [&a] { return run_eval(a); });
    evaluating->add_option("questions", a.questions, "Questions, one JSON object a line")->required();
    evaluating->add_flag("--json", a.json, "The report as JSON");
    evaluating->add_flag("--misses", a.misses, "List each question that was not answered right");
    with_cluster(evaluating, a)->add_option("--index", a.index, "Which index gives the candidates; with `elasticsearch` also how far both agree, and --misses lists where they do not")
        ->check(CLI::IsMember({"embedded", "elasticsearch"}))
        ->capture_default_str();
    evaluating->add_flag("--ways", a.ways, "Ask the same questions in eight ways of typing");
    evaluating->add_flag("--parts", a.parts, "Ask them of ever more of the search: what each part adds");
    CLI::App* training = command(app, a, "train", "Fit the ranker's weights and the confidence; writes model files",
                                 [&a] { return train(a.common, a.train, std::cout); });
    training->add_option("questions", a.train.questions, "Files of labelled questions to fit on beside the people's phrases");
    training->add_option("--out", a.train.out, "Folder to write ranker.txt and confidence.txt to")->required();
    training->add_option("--folds", a.train.folds, "Cross-validation folds, split by procedure")->capture_default_str();
}

}  // namespace

int run_command_line(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Motcua: tells citizens on Zalo and Messenger how administrative procedures work.", "motcua");
    app.require_subcommand(1);
    app.add_option("--data", arguments.common.data, "Folder of all state")->capture_default_str();
    app.add_option("--config", arguments.common.config, "Settings (TOML); secrets come from files or the environment");
    add_running(app, arguments);
    add_tokens(app, arguments);
    add_channel(app, arguments);
    add_knowledge(app, arguments);
    add_asking(app, arguments);
    command(app, arguments, "version", "Print the version", [] {
        std::cout << version_text() << '\n';
        return 0;
    });
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (!take_data_from_settings(app, arguments)) return 2;
    try {
        return arguments.chosen();
    } catch (const std::exception& error) {
        to_terminal(fmt::format("motcua: {}", error.what()));
        return 3;
    }
}

}  // namespace motcua::gateway
