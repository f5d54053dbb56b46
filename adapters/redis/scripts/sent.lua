-- Outbox::sent: the part is done, whoever has it on loan now: it was sent. 0 when there is no such part.
local token, h, id = word(), word(), word()
local was_open = call('EXISTS', item_of('part', id))
if was_open == 1 then
  unbury('part', h, id)
  forget_part(id)
  remove('part', h, id)
end
if not close_loan('part', h, token, 0) then call('INCR', P .. 'fenced') end
return was_open
