// The script that keeps the later of two times, and the fields' names.
#include "adapters/redis/redis_account_ledger.hpp"

#include <map>
#include <utility>

#include "adapters/queue_rules.hpp"

namespace motcua::adapters {
namespace {

using Time = AccountNote::Time;

constexpr const char* merge_script = R"lua(#!lua
local function later(field, value)
  local present = redis.call('HGET', KEYS[1], field)
  if present and tonumber(present) > tonumber(value) then return false end
  redis.call('HSET', KEYS[1], field, value)
  return true
end
for i = 1, #ARGV, 5 do
  local account = ARGV[i]
  later(account .. '\31event_at', ARGV[i + 1])
  later(account .. '\31sent_at', ARGV[i + 2])
  if later(account .. '\31error_at', ARGV[i + 3]) then
    redis.call('HSET', KEYS[1], account .. '\31error', ARGV[i + 4])
  end
end
return 1
)lua";


void fill(AccountNote& note, std::string_view field, const RedisReply& value) {
    const Time time{std::chrono::milliseconds(value.number())};
    if (field == "event_at") note.event_at = time;
    if (field == "sent_at") note.sent_at = time;
    if (field == "error_at") note.error_at = time;
    if (field == "error") note.error = value.text;
}

}  // namespace

RedisAccountLedger::RedisAccountLedger(std::shared_ptr<RedisPool> pool, const std::string& name)
    : pool_(std::move(pool)), merge_("merge_accounts", merge_script), key_("{" + name + "}:accounts") {}

LedgerResult<void> RedisAccountLedger::merge(const std::vector<AccountNote>& notes) {
    RedisScriptCall call{&merge_, {key_}, {}};
    for (const AccountNote& note : notes) {
        call.arguments.push_back(std::string(intents::name_of(note.channel)) + "\x1f" + note.account);
        for (const Time time : {note.event_at, note.sent_at, note.error_at}) call.arguments.push_back(std::to_string(milliseconds_of(time)));
        call.arguments.push_back(note.error);
    }
    const auto reply = pool_->run(call);
    if (!reply) return tl::unexpected(reply.error().detail);
    return {};
}

LedgerResult<std::vector<AccountNote>> RedisAccountLedger::read() {
    const auto reply = pool_->call({"HGETALL", key_});
    if (!reply) return tl::unexpected(reply.error().detail);
    std::map<std::pair<std::string, std::string>, AccountNote> notes;  // by channel and account
    for (std::size_t i = 0; i + 1 < reply->items.size(); i += 2) {
        const std::string_view name = reply->items[i].text;
        const std::size_t account = name.find('\x1f');
        const std::size_t field = name.rfind('\x1f');
        if (account == std::string_view::npos || account == field) continue;
        const auto channel = intents::channel_from(name.substr(0, account));
        if (!channel) continue;  // of a newer version
        const std::string id(name.substr(account + 1, field - account - 1));
        AccountNote& note = notes[{std::string(name.substr(0, account)), id}];
        note.channel = *channel;
        note.account = id;
        fill(note, name.substr(field + 1), reply->items[i + 1]);
    }
    std::vector<AccountNote> sorted;
    for (auto& [key, note] : notes) sorted.push_back(std::move(note));
    return sorted;
}

}  // namespace motcua::adapters
