-- HumanDesk::counts: with an agent, waiting, and the longest wait in milliseconds.
local rules = read_rules()
local begin = '(' .. whole(now_ms - rules.wait)
local first = call('ZRANGEBYSCORE', P .. 'people:' .. waiting, begin, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return {call('ZCOUNT', P .. 'people:' .. agent, '(' .. whole(now_ms - rules.silence), '+inf'),
  call('ZCOUNT', P .. 'people:' .. waiting, begin, '+inf'), first[2] and now_ms - tonumber(first[2]) or 0}
