-- Outbox::redrive: back to their lines; those named, or the oldest `most`. How many there were.
local most, named = number(), words(number())
if most > 0 then named = call('ZRANGE', P .. 'dead', 0, most - 1) end
local count = 0
for _, member in ipairs(named) do
  local kind, id = string.match(member, '^(%a+):(%d+)$')
  local row = call('ZSCORE', P .. 'dead', member) and call('HMGET', item_of(kind, id), 'h', 'channel', 'account', 'received', 'created', 'stream')
  if row and row[1] then
    unbury(kind, row[1], id)
    call('HSET', item_of(kind, id), 'attempts', 0, 'reason', '')
    if kind == 'event' then
      local entry = call('XADD', row[6], '*', 'event', id, 'conversation', row[1])
      call('HSET', item_of(kind, id), 'entry', entry)
    else
      call('HSET', item_of(kind, id), 'unsure', 0)
    end
    insert(kind, row[1], row[2] .. ':' .. row[3], id, row[4] or row[5])
    count = count + 1
  else
    call('ZREM', P .. 'dead', member)
  end
end
return count
