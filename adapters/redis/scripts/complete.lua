-- EventInbox::complete: ends the events, writes session and parts. {1, parts dropped}; {0, 0} when the loan has ended.
local token, h, account = word(), word(), word()
local who = words(4)
local n, joined = word(), words(number())
local session, session_ms, asks, erases = word(), number(), word() == '1', word() == '1'
local rules = read_rules()
local parts = read_parts()

local lives, gone = loan_lives('event', h, token)
if not lives then
  call('INCR', P .. 'fenced')
  return {0, 0}
end
if gone then -- its citizen took everything back meanwhile
  close_loan('event', h, token, 0)
  return {1, #parts}
end
table.insert(joined, n)
for _, ended in ipairs(joined) do
  forget_event(ended)
  leave('event', h, ended)
end
close_loan('event', h, token, 0)
local speaker = speaking(h, rules)
if erases then
  erase(h)
  if speaker == bot then forget_person(h) end
end
if session == '' then call('DEL', P .. 'session:' .. h) else call('SET', P .. 'session:' .. h, session, 'PX', session_ms) end
if speaker == agent then return {1, #parts} end
if asks and rules.wait > 0 then write_person(h, who, waiting, now_ms, rules) end
for _, part in ipairs(parts) do add_part(n, h, account, who, part) end
return {1, 0}
