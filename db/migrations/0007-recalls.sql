-- The public list of recalls reads these few rows, never the millions of states around them.
create index thing_states_recalled_idx on thing_states (disposition_time desc) where disposition = 'recalled';
create index thing_dispositions_recalled_idx on thing_dispositions (event_time desc) where disposition = 'recalled' and is_set;
