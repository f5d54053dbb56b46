// Two scripts: a record with the proof of its key, and compare and swap.
#include "adapters/redis/redis_token_vault.hpp"

#include <utility>

#include "adapters/queue_rules.hpp"
#include "adapters/sealed_secrets.hpp"

namespace motcua::adapters {
namespace {

using Time = ChainStatus::Time;

constexpr int most_writes = 3;  // of a write without an answer

constexpr const char* read_script = R"lua(#!lua flags=no-writes
return {redis.call('GET', KEYS[2]), redis.call('HMGET', KEYS[1], 'revision', 'state', 'generation', 'fence', 'issued_at',
  'expires_at', 'attempt_at', 'not_before', 'failures', 'last_error', 'last_error_at', 'secrets')}
)lua";

// -1: the proof is another by now. The secrets are sealed anew for each write: who finds its own has written before, and
// the answer was lost.
constexpr const char* write_script = R"lua(#!lua
local proof = redis.call('GET', KEYS[2])
if proof and proof ~= ARGV[2] then return -1 end
local present = redis.call('HGET', KEYS[1], 'revision') or '0'
local next = string.format('%.0f', tonumber(ARGV[1]) + 1)
if present ~= ARGV[1] then
  if present == next and redis.call('HGET', KEYS[1], 'secrets') == ARGV[#ARGV] then return 1 end
  return 0
end
if not proof then redis.call('SET', KEYS[2], ARGV[2]) end
redis.call('HSET', KEYS[1], 'revision', next, 'state', ARGV[3], 'generation', ARGV[4], 'fence', ARGV[5],
  'issued_at', ARGV[6], 'expires_at', ARGV[7], 'attempt_at', ARGV[8], 'not_before', ARGV[9], 'failures', ARGV[10],
  'last_error', ARGV[11], 'last_error_at', ARGV[12], 'secrets', ARGV[13])
return 1
)lua";

Time time_of(const RedisReply& reply) { return time_from(reply.number()); }

VaultError error_from(const RedisError& error) {
    return {error.fault == RedisFault::bad_data ? VaultFault::bad_data : VaultFault::unavailable, error.detail};
}

VaultError another_key() {
    return {VaultFault::bad_data, "redis: the tokens were sealed under another key; put back the key file they were made with"};
}

/// Nothing when it is no record of ours.
std::optional<TokenRecord> record_of(const RedisReply& fields, std::string_view account, const SecretBox& box) {
    TokenRecord record{.account = std::string(account), .revision = fields.at(0).number()};
    const auto state = chain_state_from(fields.at(1).text);
    if (!state) return std::nullopt;
    record.status = {.state = *state,
                     .generation = fields.at(2).number(),
                     .fence = fields.at(3).number(),
                     .issued_at = time_of(fields.at(4)),
                     .expires_at = time_of(fields.at(5)),
                     .attempt_at = time_of(fields.at(6)),
                     .not_before = time_of(fields.at(7)),
                     .failures = static_cast<int>(fields.at(8).number()),
                     .last_error = fields.at(9).text,
                     .last_error_at = time_of(fields.at(10))};
    if (!open_secrets(box, fields.at(11).text, record)) return std::nullopt;
    return record;
}

std::vector<std::string> arguments_of(const TokenRecord& record, const std::string& proof, const std::string& sealed) {
    const ChainStatus& status = record.status;
    return {std::to_string(record.revision),
            proof,
            std::string(name_of(status.state)),
            std::to_string(status.generation),
            std::to_string(status.fence),
            std::to_string(milliseconds_of(status.issued_at)),
            std::to_string(milliseconds_of(status.expires_at)),
            std::to_string(milliseconds_of(status.attempt_at)),
            std::to_string(milliseconds_of(status.not_before)),
            std::to_string(status.failures),
            status.last_error,
            std::to_string(milliseconds_of(status.last_error_at)),
            sealed};
}

}  // namespace

RedisTokenVault::RedisTokenVault(std::shared_ptr<RedisPool> pool, const std::string& name, SecretBox box)
    : pool_(std::move(pool)),
      read_("read_tokens", read_script),
      write_("write_tokens", write_script),
      prefix_("{" + name + "}:token"),
      box_(std::move(box)) {}

std::string RedisTokenVault::key_of(std::string_view account) const { return prefix_ + ":" + std::string(account); }

std::optional<std::string> RedisTokenVault::accepted(const RedisReply& present) {
    const std::lock_guard lock(mutex_);
    if (present.is_nil()) {
        if (proof_.empty()) proof_ = box_.seal(vault_proof);
    } else if (present.text != proof_) {
        if (box_.open(present.text) != vault_proof) return std::nullopt;
        proof_ = present.text;
    }
    return proof_;
}

VaultResult<std::string> RedisTokenVault::proof() {
    const auto present = pool_->call({"GET", prefix_ + "-key"});
    if (!present) return tl::unexpected(error_from(present.error()));
    const auto proof = accepted(*present);
    if (!proof) return tl::unexpected(another_key());
    return *proof;
}

VaultResult<std::optional<TokenRecord>> RedisTokenVault::read(std::string_view account) {
    const auto reply = pool_->run({&read_, {key_of(account), prefix_ + "-key"}, {}});
    if (!reply) return tl::unexpected(error_from(reply.error()));
    if (!accepted(reply->at(0))) return tl::unexpected(another_key());
    const RedisReply& fields = reply->at(1);
    if (fields.at(0).is_nil()) return std::optional<TokenRecord>{};
    auto record = record_of(fields, account, box_);
    if (!record) return tl::unexpected(VaultError{VaultFault::bad_data, "token record cannot be opened"});
    return record;
}

VaultResult<bool> RedisTokenVault::write(const TokenRecord& record) {
    const auto sealed = seal_secrets(box_, record);
    if (!sealed) return tl::unexpected(VaultError{VaultFault::bad_data, "a token holds a line break"});
    RedisError last;
    for (int i = 0; i < most_writes; ++i) {
        const auto current = proof();
        if (!current && current.error().fault == VaultFault::bad_data) return tl::unexpected(current.error());
        if (!current) {
            last.detail = current.error().detail;
            continue;
        }
        const auto reply = pool_->run({&write_, {key_of(record.account), prefix_ + "-key"}, arguments_of(record, *current, *sealed)},
                                      RedisWrite::durable);
        if (reply && reply->number() >= 0) return reply->number() == 1;
        if (reply) continue;  // the proof was written meanwhile
        last = reply.error();
        if (!last.may_have_run) break;
    }
    return tl::unexpected(error_from(last));
}

}  // namespace motcua::adapters
