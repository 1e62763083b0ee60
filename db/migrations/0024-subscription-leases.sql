-- Who works on a subscription holds a lease of its own, so that one who comes back late changes nothing; who answers for the
-- subscription, and why it stopped. Written by app/subscription.

-- Random, new at each turn. A turn's outcome is written only while the lease is still its own.
alter table subscriptions add column lease uuid;
-- The member who put it back to work after it had stopped; null: who made it (created_by). A revoked key answers for nothing.
alter table subscriptions add column vouched_by text;
-- Null where the state is active, and for what stopped before this migration: a delivery that ran out of attempts.
alter table subscriptions add column stopped_why text;
alter table subscriptions
  add constraint subscriptions_stopped_why_check check (stopped_why in ('not_taken', 'key_revoked', 'organisation_closed')) not valid;
