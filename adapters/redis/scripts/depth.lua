-- EventInbox::depth: events, parts, dead letters, and the age in milliseconds of the oldest event.
local oldest = call('ZRANGE', P .. 'open:event', 0, 0, 'WITHSCORES')
return {call('ZCARD', P .. 'open:event'), call('ZCARD', P .. 'open:part'), call('ZCARD', P .. 'dead'),
  oldest[2] and math.max(0, now_ms - tonumber(oldest[2])) or 0}
