-- Outbox::sent: the part is done, whoever has it on loan now: it was sent. 0 when there is no such part. After a failover its
-- number may be that of another citizen's part.
local token, h, id = word(), word(), word()
local was_open = call('HGET', item_of('part', id), 'h') == h
if was_open then
  unbury('part', h, id)
  forget_part(id)
  remove('part', h, id)
end
if not close_loan('part', h, token, 0) then call('INCR', P .. 'fenced') end
return was_open and 1 or 0
