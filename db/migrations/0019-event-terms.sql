-- Terms of events (packages/epcis/event-terms.ts): what queries ask for by equality or presence and has no column. Written by
-- app/capture with the event. Only hashes and numbers: what they lead to is read from `events`, under the row policies there.
-- Ordered by event time within a term, so that "the latest events with this business transaction" reads no more than a page.
create table event_terms (
  term bigint not null,
  event_time timestamptz not null,
  seq bigint not null
);
create index event_terms_term_idx on event_terms (term, event_time desc, seq desc);

-- Page tokens that their holders gave back (DELETE /epcis/nextPageToken/{token}), until they would have expired anyway.
-- Written by app/query.
create table dead_page_tokens (
  token_hash bytea primary key,
  expires_at timestamptz not null
);
create index dead_page_tokens_expires_idx on dead_page_tokens (expires_at);

-- The one key that all spellings of an element's id share (`vocabularyKey` of packages/epcis), and those of its children: hierarchies
-- and attributes are asked for by it. Written by app/capture.
alter table vocabulary_elements add column element_key text collate "C";
alter table vocabulary_elements add column child_keys text[] not null default '{}';
update vocabulary_elements set element_key = element_id, child_keys = children where element_key is null;
-- squawk-ignore-file require-concurrent-index-creation
create index vocabulary_elements_key_idx on vocabulary_elements (element_key);
