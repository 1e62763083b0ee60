-- Subscriptions of the SOAP interface: with an id of the client's own, a query of their own, and XML deliveries (EPCIS 2.0 §8.2.5.4,
-- §11.2). Written by app/subscription.

-- The id that the client chose, unique within its organisation; absent: the subscription is known by its own id alone.
alter table subscriptions add column client_id text;
-- The parameters of SimpleEventQuery where the subscription is to no named query; a release before this one passes those over.
alter table subscriptions add column parameters jsonb;
-- squawk-ignore ban-drop-not-null
alter table subscriptions alter column query_id drop not null;
-- What is sent: an EPCISQueryDocument as JSON, or XML of that version.
alter table subscriptions add column body_form text not null default 'json';
alter table subscriptions add constraint subscriptions_query_check check (num_nonnulls(query_id, parameters) = 1) not valid;
alter table subscriptions add constraint subscriptions_body_form_check check (body_form in ('json', 'xml-2.0', 'xml-1.2')) not valid;
-- The table holds at most a hundred rows for each organisation.
-- squawk-ignore require-concurrent-index-creation
create unique index subscriptions_client_id_key on subscriptions (org_id, client_id) where client_id is not null;
