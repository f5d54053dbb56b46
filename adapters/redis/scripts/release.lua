-- EventInbox::release: the event is due again after the delay, or dead. 0 when the loan has ended.
local token, h, n, delay_us, reason, most = word(), word(), word(), number(), word(), number()
local lives, gone = loan_lives('event', h, token)
if not lives then
  call('INCR', P .. 'fenced')
  return 0
end
if not gone and tonumber(call('HGET', item_of('event', n), 'attempts') or 0) >= most then
  kill_event(h, n, reason)
  delay_us = 0
end
close_loan('event', h, token, now_us + delay_us)
return 1
