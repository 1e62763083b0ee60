-- A subscription whose query could not be answered rests until then: news of commits do not shorten its wait. Written by app/subscription.
alter table subscriptions add column rests_until timestamptz;
