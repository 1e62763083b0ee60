-- What a document said that was taken but not understood in full (an unknown @context, for one), for its sender to see.
alter table captures add column warnings jsonb not null default '[]';
