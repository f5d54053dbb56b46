-- HumanDesk::unattended: channel, account, sender, since; oldest first.
local rules, limit = read_rules(), number()
local found = {}
call('ZREMRANGEBYSCORE', P .. 'people:' .. waiting, '-inf', now_ms - rules.keep)
for _, h in ipairs(call('ZRANGEBYSCORE', P .. 'people:' .. waiting, '-inf', now_ms - rules.wait, 'LIMIT', 0, limit)) do
  local row = call('HMGET', P .. 'person:' .. h, 'channel', 'account', 'sender', 'since')
  if row[1] then table.insert(found, row) else call('ZREM', P .. 'people:' .. waiting, h) end
end
return found
