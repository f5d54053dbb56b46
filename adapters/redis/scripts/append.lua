-- EventInbox::append: all events of a batch or, beyond the bound, none. Gives how many were new and how many seen before.
local seen_ms, contact_ms, bound, settle_us, count = number(), number(), number(), number(), number()
if call('ZCARD', P .. 'open:event') + call('ZCARD', P .. 'open:part') + count > bound then return {-1, 0} end
local stored = 0
for _ = 1, count do
  local seen, h, partition, account, settles = word(), word(), word(), word(), word() == '1'
  local event = words(12) -- channel, account, sender, message, sent, admitted, text, payload, label, action, notice, rule
  local before = tonumber(call('GET', P .. 'seen:' .. seen) or -1)
  if before < now_ms - seen_ms then
    call('SET', P .. 'seen:' .. seen, now_ms, 'PX', seen_ms)
    local n = whole(call('INCR', P .. 'number:event'))
    local stream = P .. 'events:' .. partition
    local entry = call('XADD', stream, '*', 'event', n, 'conversation', h)
    call('HSET', item_of('event', n), 'h', h, 'channel', event[1], 'account', event[2], 'sender', event[3], 'message', event[4],
      'sent', event[5], 'admitted', event[6], 'text', event[7], 'payload', event[8], 'label', event[9], 'action', event[10],
      'notice', event[11], 'rule', event[12], 'attempts', 0, 'received', now_ms, 'stream', stream, 'entry', entry)
    note_contact(h, tonumber(event[5]), contact_ms)
    push('event', h, account, n, now_ms, settles and now_us + settle_us or 0, settles)
    stored = stored + 1
  end
end
return {stored, count - stored}
