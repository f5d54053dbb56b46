-- Outbox::confirm: 1 when the part of this reference was open, waiting, on loan or given up.
local reference = word()
local id = call('GET', P .. 'echo:' .. reference)
local h = id and call('HGET', item_of('part', id), 'h')
if not h then return 0 end
unbury('part', h, id)
forget_part(id)
remove('part', h, id)
return 1
