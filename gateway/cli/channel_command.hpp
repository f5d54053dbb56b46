// `channel setup | status`: the platforms' side of the channels, from the command line.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "gateway/channels/channel_status.hpp"
#include "gateway/cli/command_line.hpp"

namespace motcua::gateway {

struct ChannelRequest {
    std::string channel;  // "messenger", "zalo"; empty: all that are configured
    bool dry_run = false;
    bool json = false;
};

/// Tells the platforms what the settings ask for, prints each difference, and what only a person can do in a
/// console. 1 when something could not be done.
int channel_setup(const CommonOptions& common, const ChannelRequest& request, std::ostream& out);

/// One block (or JSON object) an account. 1 when something is wrong.
int channel_status(const CommonOptions& common, const ChannelRequest& request, std::ostream& out);

/// {"accounts":[…],"ok":true}; a time that never was is null.
void print_channel_json(const std::vector<AccountStatus>& accounts, std::ostream& out);

}  // namespace motcua::gateway
