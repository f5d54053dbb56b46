-- Outbox::dead_letters: kind, id, channel, account, reason, attempts, since; oldest first.
local letters = {}
for _, member in ipairs(call('ZRANGE', P .. 'dead', 0, number() - 1)) do
  local kind, id = string.match(member, '^(%a+):(%d+)$')
  local row = call('HMGET', item_of(kind, id), 'channel', 'account', 'reason', 'attempts', 'ended')
  if row[1] then table.insert(letters, {kind, id, row[1], row[2], row[3], row[4], row[5]}) end
end
return letters
