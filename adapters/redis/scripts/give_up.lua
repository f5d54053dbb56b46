-- HumanDesk::give_up_waiting: ends the wait of that moment and sends the parts, each by itself. 0 when it is no more.
local h, account = word(), word()
local who = words(4)
local since = number()
local rules = read_rules()
local parts = read_parts()
local person = person_of(h)
if person.state ~= waiting or person.since ~= since then return 0 end
write_person(h, who, bot, since, rules)
for _, part in ipairs(parts) do add_part(whole(call('INCR', P .. 'number:event')), h, account, who, part) end
return 1
