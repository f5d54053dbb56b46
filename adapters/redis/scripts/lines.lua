-- Begins every script of the queue: time, arguments, and the lines of events and parts with their loans.
--
-- A line is a sorted set of ids of one kind ('event' or 'part') of one conversation. A conversation that has an id and no
-- loan stands in the sorted set `ready:<kind>:<account>` under the time when it is due, in microseconds; `heads:<kind>`
-- holds each account under the time of its first. A loan is a token in `conv:<h>`, in `lent:<kind>` and in `loans:<kind>`.
local P = KEYS[1]
local call = redis.call
local read = 0
local function word() read = read + 1 return ARGV[read] end
local function number() return tonumber(word()) end
local function whole(x) return string.format('%.0f', x) end
local function words(count)
  local list = {}
  for i = 1, count do list[i] = word() end
  return list
end

local clock = call('TIME')
local now_us = tonumber(clock[1]) * 1000000 + tonumber(clock[2])
local now_ms = number() -- of a test's own clock; 0: this server's
if now_ms == 0 then now_ms = math.floor(now_us / 1000) end

local most_together = 5 -- texts of one thought
local group = 'gateways'

local function conv_of(h) return P .. 'conv:' .. h end
local function line_of(kind, h) return P .. 'line:' .. kind .. ':' .. h end
local function ready_of(kind, account) return P .. 'ready:' .. kind .. ':' .. account end
local function item_of(kind, id) return P .. kind .. ':' .. id end

local function fix_head(kind, account)
  local first = call('ZRANGE', ready_of(kind, account), 0, 0, 'WITHSCORES')
  if first[1] then
    call('ZADD', P .. 'heads:' .. kind, first[2], account)
  else
    call('ZREM', P .. 'heads:' .. kind, account)
  end
end

local told = {}
-- Wakes those who wait for this kind, on every node.
local function tell(kind)
  if not told[kind] then call('PUBLISH', P .. 'wake', kind) end
  told[kind] = true
end

-- Puts a conversation behind all that are due; or at `due`, when that is to come.
local function offer(kind, h, due)
  local account = call('HGET', conv_of(h), 'account')
  if due <= now_us then
    due = math.max(now_us, tonumber(call('GET', P .. 'turn') or 0) + 1)
    call('SET', P .. 'turn', due)
  end
  call('ZADD', ready_of(kind, account), due, h)
  fix_head(kind, account)
  tell(kind)
end

local function withdraw(kind, h)
  local account = call('HGET', conv_of(h), 'account')
  if not account then return end
  call('ZREM', ready_of(kind, account), h)
  fix_head(kind, account)
end

-- Nothing is kept of a conversation that has nothing waiting.
local function tidy(h)
  if call('EXISTS', line_of('event', h), line_of('part', h)) > 0 then return end
  local loans = call('HMGET', conv_of(h), 'event.loan', 'part.loan')
  if not loans[1] and not loans[2] then call('DEL', conv_of(h)) end
end

local function leave(kind, h, id)
  call('ZREM', line_of(kind, h), id)
  call('ZREM', P .. 'open:' .. kind, id)
end

local function is_on_loan(kind, h) return call('HEXISTS', conv_of(h), kind .. '.loan') == 1 end

-- Behind the others of its conversation. One that `settles` is perhaps half a thought: what is pushed behind it while it
-- waits moves its time to its own.
local function push(kind, h, account, id, since, due, settles)
  local line = line_of(kind, h)
  local before = call('ZCARD', line)
  local state = call('HMGET', conv_of(h), kind .. '.loan', kind .. '.settles')
  local settling = not state[1] and before > 0 and state[2] and before < most_together
  call('ZADD', line, id, id)
  call('ZADD', P .. 'open:' .. kind, since, id)
  call('HSET', conv_of(h), 'account', account)
  if state[1] or (before > 0 and not settling) then return end
  if settles then call('HSET', conv_of(h), kind .. '.settles', 1) else call('HDEL', conv_of(h), kind .. '.settles') end
  offer(kind, h, due)
end

-- In its place by number: one that was given up is tried again.
local function insert(kind, h, account, id, since)
  call('ZADD', line_of(kind, h), id, id)
  call('ZADD', P .. 'open:' .. kind, since, id)
  call('HSET', conv_of(h), 'account', account)
  if not is_on_loan(kind, h) then offer(kind, h, 0) end
end

-- An event on loan is pending in its partition's group, under the node that has it.
local function claim(n, node)
  local entry = call('HMGET', item_of('event', n), 'stream', 'entry')
  local claimed = redis.pcall('XCLAIM', entry[1], group, node, 0, entry[2], 'FORCE', 'JUSTID')
  if type(claimed) ~= 'table' or not claimed.err then return end
  call('XGROUP', 'CREATE', entry[1], group, '0', 'MKSTREAM') -- it was flushed, or is new
  call('XCLAIM', entry[1], group, node, 0, entry[2], 'FORCE', 'JUSTID')
end

local function unclaim(n)
  local entry = call('HMGET', item_of('event', n), 'stream', 'entry')
  if entry[1] then call('XACK', entry[1], group, entry[2]) end
end

local function leave_stream(n)
  local entry = call('HMGET', item_of('event', n), 'stream', 'entry')
  if not entry[1] then return end
  call('XACK', entry[1], group, entry[2])
  call('XDEL', entry[1], entry[2])
end

local function forget_event(n)
  leave_stream(n)
  return call('UNLINK', item_of('event', n))
end

local function forget_part(id)
  local reference = call('HGET', item_of('part', id), 'reference')
  if reference and reference ~= '' then call('DEL', P .. 'echo:' .. reference) end
  return call('UNLINK', item_of('part', id))
end

-- Ends the loan of this token; its id stays first and is due then, or leaves when it is gone. False: no such loan.
local function close_loan(kind, h, token, due)
  local conv = conv_of(h)
  local state = call('HMGET', conv, kind .. '.loan', kind .. '.item', kind .. '.gone')
  if state[1] ~= token then return false end
  call('HDEL', conv, kind .. '.loan', kind .. '.item', kind .. '.gone', kind .. '.settles')
  call('ZREM', P .. 'loans:' .. kind, token)
  call('HDEL', P .. 'lent:' .. kind, token)
  if kind == 'event' then unclaim(state[2]) end
  if state[3] then
    leave(kind, h, state[2])
    due = 0
  end
  if call('ZCARD', line_of(kind, h)) > 0 then offer(kind, h, due) else tidy(h) end
  return true
end

-- True, and whether what it lent is gone meanwhile, when this token's loan lives.
local function loan_lives(kind, h, token)
  local state = call('HMGET', conv_of(h), kind .. '.loan', kind .. '.gone')
  return state[1] == token, state[2] and true
end

-- Takes an id out of its line, whose words the caller forgets; one on loan leaves when its loan ends.
local function remove(kind, h, id)
  local state = call('HMGET', conv_of(h), kind .. '.loan', kind .. '.item')
  if state[1] and state[2] == id then
    call('HSET', conv_of(h), kind .. '.gone', 1)
    return
  end
  local is_first = call('ZRANGE', line_of(kind, h), 0, 0)[1] == id
  leave(kind, h, id)
  if state[1] or not is_first then return end
  if call('ZCARD', line_of(kind, h)) > 0 then
    offer(kind, h, 0)
  else
    withdraw(kind, h)
    tidy(h)
  end
end

-- Forgets everything that waits in a line; how much that was.
local function clear(kind, h)
  local count = 0
  for _, id in ipairs(call('ZRANGE', line_of(kind, h), 0, -1)) do
    count = count + (kind == 'event' and forget_event(id) or forget_part(id))
    call('ZREM', P .. 'open:' .. kind, id)
  end
  call('DEL', line_of(kind, h))
  if is_on_loan(kind, h) then
    call('HSET', conv_of(h), kind .. '.gone', 1)
  else
    withdraw(kind, h)
    tidy(h)
  end
  return count
end

-- Loans whose time is over, and those that a node says it never got, go back.
local function end_overdue(kind, lost)
  for _, token in ipairs(lost) do
    local h = call('HGET', P .. 'lent:' .. kind, token)
    if h then close_loan(kind, h, token, 0) end
  end
  for _, token in ipairs(call('ZRANGEBYSCORE', P .. 'loans:' .. kind, '-inf', now_us, 'LIMIT', 0, 50)) do
    local h = call('HGET', P .. 'lent:' .. kind, token)
    if h and close_loan(kind, h, token, 0) then call('INCR', P .. 'overdue') end
    call('ZREM', P .. 'loans:' .. kind, token)
    call('HDEL', P .. 'lent:' .. kind, token)
  end
end

-- The account whose first conversation has been due longest; or nothing, and the microseconds until one is due.
local function next_account(kind, stale, paused)
  local soonest
  local heads = call('ZRANGE', P .. 'heads:' .. kind, 0, paused, 'WITHSCORES')
  for i = 1, #heads, 2 do
    local due = tonumber(heads[i + 1]) + (stale[heads[i]] or 0)
    if due <= now_us then return heads[i] end
    soonest = math.min(soonest or due, due)
  end
  return nil, soonest and soonest - now_us or -1
end

-- Lends the first id of the next conversation: its id, conversation; or nothing, and the time to wait.
local function lend(kind, token, lease_us, stale, paused)
  while true do
    local account, wait = next_account(kind, stale, paused)
    if not account then return nil, wait end
    local h = call('ZRANGE', ready_of(kind, account), 0, 0)[1]
    if not h then return nil, -1 end
    call('ZREM', ready_of(kind, account), h)
    fix_head(kind, account)
    local id = call('ZRANGE', line_of(kind, h), 0, 0)[1]
    if not id then
      tidy(h)
    elseif call('EXISTS', item_of(kind, id)) == 0 then
      leave(kind, h, id)
      if call('ZCARD', line_of(kind, h)) > 0 then offer(kind, h, 0) else tidy(h) end
    else
      call('HSET', conv_of(h), kind .. '.loan', token, kind .. '.item', id)
      call('HSET', P .. 'lent:' .. kind, token, h)
      call('ZADD', P .. 'loans:' .. kind, now_us + lease_us, token)
      return id, h
    end
  end
end
