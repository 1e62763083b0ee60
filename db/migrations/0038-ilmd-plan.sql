-- As 0033 has it for "what": one plan per connection, which opens the one month that the number lies in.
alter function nguon_sees_ilmd(bigint) set plan_cache_mode = force_generic_plan;
