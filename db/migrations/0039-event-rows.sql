-- A page of candidates with their events in one pass: what each of them is told as comes ready, and nothing is joined or sorted
-- afterwards. First and last number are known before the plan is made ready, so no more months are than lie between the two (0033).
-- The head is read, and written for pages found otherwise, in app/query/store.ts.
create function nguon_event_rows(times timestamptz[], seqs bigint[], first_seq bigint, last_seq bigint, with_units boolean)
  returns table (head text, body text) language plpgsql stable parallel safe rows 100
  set plan_cache_mode = force_generic_plan as $$
begin
  return query select s.seq || ' ' || date_part('epoch', s.at) || ' ' || date_part('epoch', statement_timestamp())
      || coalesce(' ' || date_part('epoch', e.record_time) || ' ' || e.org_id || ' ' || e.disclosure || ' '
        || case when with_units then coalesce((select o.unit_id from organisations o where o.id = e.org_id)::text, '') else '' end
        || ' ' || e.party_ids::text || ' ' || e.event_id, ''),
      e.body
    from unnest(times, seqs) with ordinality s (at, seq, nth)
      left join lateral (select * from events where events.seq = s.seq and events.seq >= first_seq and events.seq <= last_seq limit 1) e on true
    order by s.nth;
end $$;
