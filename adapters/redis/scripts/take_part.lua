-- Outbox::take: {1, id, last message of the citizen, fields}, or {0, microseconds to wait}.
local token, lease_us = word(), number()
local lost = words(number())
local paused, stale = number(), {}
for _ = 1, paused do
  local account = word()
  stale[account] = number()
end
end_overdue('part', lost)
local id, h = lend('part', token, lease_us, stale, paused)
if not id then return {0, h} end
return {1, id, call('GET', P .. 'contact:' .. h) or '0', call('HGETALL', item_of('part', id))}
