-- EventInbox::take: {1, number, session, who speaks, fields, fields of those behind it…}, or {0, microseconds to wait}.
local token, node, lease_us, behind, crashes = word(), word(), number(), number(), number()
local rules = read_rules()
end_overdue('event', words(number()))
while true do
  local n, h = lend('event', token, lease_us, {}, 0)
  if not n then return {0, h} end
  if call('HINCRBY', item_of('event', n), 'attempts', 1) <= crashes then
    claim(n, node)
    local taken = {1, n, call('GET', P .. 'session:' .. h) or '', speaking(h, rules), call('HGETALL', item_of('event', n))}
    if behind > 0 then
      for _, next in ipairs(call('ZRANGE', line_of('event', h), 1, behind)) do
        table.insert(taken, {next, call('HGETALL', item_of('event', next))})
      end
    end
    return taken
  end
  -- It was taken over and over and never released: it ends the process each time.
  kill_event(h, n, 'crashes')
  close_loan('event', h, token, 0)
end
