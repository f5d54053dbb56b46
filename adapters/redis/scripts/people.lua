-- Second part of every script: dead letters, parts, who speaks in a conversation, and what erasing takes away.
local bot, waiting, agent = 0, 1, 2
local longest_delay = 24 * 3600 * 1000 -- of a platform's event; a time beyond it is no time
local oldest_message = 48 * 3600 * 1000

local function bury(kind, h, id, reason)
  call('HSET', item_of(kind, id), 'reason', reason, 'ended', now_ms)
  call('ZADD', P .. 'dead', call('INCR', P .. 'number:dead'), kind .. ':' .. id)
  call('SADD', P .. 'deadof:' .. h, kind .. ':' .. id)
end

local function unbury(kind, h, id)
  call('ZREM', P .. 'dead', kind .. ':' .. id)
  call('SREM', P .. 'deadof:' .. h, kind .. ':' .. id)
end

-- An event that is given up leaves its line and its stream, and keeps its words until it is tried again.
local function kill_event(h, n, reason)
  leave_stream(n)
  leave('event', h, n)
  bury('event', h, n, reason)
end

-- Reads parts (body, reference) from the arguments. `who`: channel, account, sender, message id.
local function read_parts()
  local parts = {}
  for i = 1, number() do parts[i] = {word(), word()} end
  return parts
end

local function add_part(event, h, account, who, part)
  local id = whole(call('INCR', P .. 'number:part'))
  call('HSET', item_of('part', id), 'event', event, 'h', h, 'channel', who[1], 'account', who[2], 'sender', who[3],
    'message', who[4], 'body', part[1], 'reference', part[2], 'attempts', 0, 'unsure', 0, 'created', now_ms)
  if part[2] ~= '' then call('SET', P .. 'echo:' .. part[2], id) end
  push('part', h, account, id, now_ms, 0, false)
end

local function note_contact(h, sent_ms, keep_ms)
  if sent_ms > now_ms or sent_ms < now_ms - oldest_message then sent_ms = now_ms end
  local known = tonumber(call('GET', P .. 'contact:' .. h) or 0)
  if sent_ms > known then call('SET', P .. 'contact:' .. h, whole(sent_ms), 'PX', keep_ms) end
end

local function person_of(h)
  local row = call('HMGET', P .. 'person:' .. h, 'state', 'since')
  return {state = tonumber(row[1] or bot), since = tonumber(row[2] or 0)}
end

-- `rules`: how long an agent's message silences the bot, how long a citizen waits, how long a note is kept.
local function read_rules() return {silence = number(), wait = number(), keep = number()} end

local function is_over(person, rules)
  if person.state == bot then return true end
  return person.since <= now_ms - (person.state == agent and rules.silence or rules.wait)
end

local function speaking(h, rules)
  local person = person_of(h)
  return is_over(person, rules) and bot or person.state
end

local function forget_person(h)
  call('DEL', P .. 'person:' .. h)
  call('ZREM', P .. 'people:' .. waiting, h)
  call('ZREM', P .. 'people:' .. agent, h)
end

local function write_person(h, who, state, since, rules)
  forget_person(h)
  call('HSET', P .. 'person:' .. h, 'state', state, 'since', whole(since), 'channel', who[1], 'account', who[2], 'sender', who[3])
  call('PEXPIRE', P .. 'person:' .. h, rules.keep)
  if state == bot then return end
  call('ZADD', P .. 'people:' .. state, since, h)
  call('ZREMRANGEBYSCORE', P .. 'people:' .. state, '-inf', now_ms - rules.keep)
end

-- Session, waiting and dead events and parts, the time of the last message.
local function erase(h)
  clear('event', h)
  clear('part', h)
  for _, member in ipairs(call('SMEMBERS', P .. 'deadof:' .. h)) do
    local kind, id = string.match(member, '^(%a+):(%d+)$')
    if kind == 'event' then forget_event(id) else forget_part(id) end
    call('ZREM', P .. 'dead', member)
  end
  call('DEL', P .. 'deadof:' .. h, P .. 'session:' .. h, P .. 'contact:' .. h)
end
