// `serve` and `emulate`: run until SIGTERM or SIGINT, then drain.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gateway/cli/command_line.hpp"

namespace motcua::gateway {

struct ServeRequest {
    std::string port_file;  // when named, the listening ports are written there as JSON once they are open
};
/// 0 after a clean drain; 2 when settings cannot be used.
int serve(const CommonOptions& common, const ServeRequest& request);

struct LoadRequest {
    bool on = false;
    double rate = 100;       // events a second
    std::size_t users = 100;
    std::size_t count = 1000;
    std::string questions;   // file
    std::string target;      // URL or port file of a gateway; empty: one in this process
    int patience_s = 120;
};

struct EmulateRequest {
    std::uint16_t port = 8088;     // of the chat page
    bool page_only = false;        // play the platforms for a gateway that runs elsewhere
    std::string zalo_webhook;      // with page_only: where that gateway listens
    std::string messenger_webhook;
    std::string port_file;
    std::string faults;      // file; empty: none
    std::uint64_t seed = 0;  // 0: from the system
    LoadRequest load;
};
/// Writes the ports for scripts; nothing when no file is named.
void write_ports(const std::string& file, const std::string& json);

/// The platforms' side; with its own gateway unless page_only.
int emulate(const CommonOptions& common, const EmulateRequest& request);

/// Checks settings, data folder, knowledge base, queue, ports: one line each, what is wrong and what to do.
int doctor(const CommonOptions& common);

/// `dead list | redrive`.
int dead_list(const CommonOptions& common);
int dead_redrive(const CommonOptions& common, bool all, const std::vector<std::int64_t>& ids);

}  // namespace motcua::gateway
