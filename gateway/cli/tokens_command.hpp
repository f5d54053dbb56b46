// `tokens status | consent | import`: what a person does about the accounts' token chains.
#pragma once

#include <istream>
#include <ostream>
#include <string>

#include "gateway/cli/command_line.hpp"

namespace motcua::gateway {

struct TokensRequest {
    std::string account;  // the OA; may be empty when one account has a chain
    std::string code;     // of a consent; or the whole address of the callback
    std::string file;     // to import from; empty or "-": standard input
    bool replace = false;
};

/// State, ages and the last error of each chain; never a token. 1 when one of them does not work.
int tokens_status(const CommonOptions& common, const TokensRequest& request, std::ostream& out);
/// With a code: redeems it. Without: prints a consent link, then takes a code from `in`; 1 when none comes.
int tokens_consent(const CommonOptions& common, const TokensRequest& request, std::istream& in,
                   std::ostream& out);
/// Stores a pair that was got by hand.
int tokens_import(const CommonOptions& common, const TokensRequest& request, std::istream& in,
                  std::ostream& out);

}  // namespace motcua::gateway
