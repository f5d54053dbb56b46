-- HumanDesk::note: all notes in their order. How many parts were dropped because a person speaks.
local rules = read_rules()

-- True when a person speaks from now on and did so at a time that has not run out.
local function note_speaker(h, who, change, told_ms)
  local credible = told_ms <= now_ms and told_ms >= now_ms - longest_delay
  local before = person_of(h)
  local after = {state = change == 'back_to_bot' and bot or agent, since = credible and told_ms or now_ms}
  if after.since < before.since then return false end -- it came late
  if before.state == waiting and not is_over(before, rules) and change == 'other_app' then return false end
  write_person(h, who, after.state, after.since, rules)
  return not is_over(after, rules)
end

local dropped = 0
for _ = 1, number() do
  local change, h, told_ms = word(), word(), number()
  local who = words(3)
  if change == 'erased' then
    forget_person(h)
    erase(h)
  elseif note_speaker(h, who, change, told_ms) then
    dropped = dropped + clear('part', h)
  end
end
return dropped
