-- Outbox::retry and unsure: the part is due again after the delay. 0 when the loan has ended.
local token, h, id, delay_us, reason, unsure = word(), word(), word(), number(), word(), number()
local lives, gone = loan_lives('part', h, token)
if not lives then
  call('INCR', P .. 'fenced')
  return 0
end
if not gone then
  call('HINCRBY', item_of('part', id), 'attempts', 1)
  call('HINCRBY', item_of('part', id), 'unsure', unsure)
  call('HSET', item_of('part', id), 'reason', reason)
end
close_loan('part', h, token, now_us + delay_us)
return 1
