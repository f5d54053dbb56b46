-- Outbox::dead: this part and those after it of the same reply are given up. 0 when the loan has ended.
local token, h, id, reason = word(), word(), word(), word()
local lives, gone = loan_lives('part', h, token)
if not lives then
  call('INCR', P .. 'fenced')
  return 0
end
if not gone then
  local event = call('HGET', item_of('part', id), 'event')
  for _, later in ipairs(call('ZRANGEBYSCORE', line_of('part', h), id, '+inf')) do
    if call('HGET', item_of('part', later), 'event') == event then
      leave('part', h, later)
      bury('part', h, later, reason)
    end
  end
end
close_loan('part', h, token, 0)
return 1
