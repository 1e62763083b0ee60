// The recursive statements that the trace measures are held against: the whole answer in one statement, no rule of time.

/**
 * Back from $1 through transformations, the item's lot and its containers; for every thing its steps with amounts and
 * events, and where it was last seen.
 */
export const backStatement = `with recursive chain (thing, level) as (
    select $1::text collate "C", 0
    union
    select next.thing, chain.level + 1 from chain, lateral (
      select i.thing from edges o join edges i on i.hub = o.hub and i.kind = 1 where o.thing = chain.thing and o.thing <> '' and o.kind = 2
      union all
      select e.hub from edges e where e.thing = chain.thing and e.thing <> '' and e.kind in (3, 5, 7)
    ) next where chain.level < 12),
  things as (select thing, min(level) as level from chain group by thing)
  select t.thing, t.level, f.hub, f.kind, f.quantity::text as quantity, f.uom, e.event_id, e.event_time, e.biz_step, e.biz_location, e.read_point, e.org_id, e.disclosure,
    s.place, s.place_time, s.org_id as holder
  from things t
  left join edges f on f.thing = t.thing and f.thing <> ''
  left join events e on e.seq = f.seq
  left join thing_states s on s.thing = t.thing`;

/** Forward from $1 through transformations, items of lots and containers; for every thing where it was last seen and who holds it. */
export const forwardStatement = `with recursive chain (thing, level) as (
    select $1::text collate "C", 0
    union
    select next.thing, chain.level + 1 from chain, lateral (
      select o.thing from edges i join edges o on o.hub = i.hub and o.kind = 2 where i.thing = chain.thing and i.thing <> '' and i.kind = 1
      union all
      select e.thing from edges e where e.hub = chain.thing and e.kind = 7
      union all
      select e.hub from edges e where e.thing = chain.thing and e.thing <> '' and e.kind in (3, 5)
    ) next where chain.level < 12),
  things as (select thing, min(level) as level from chain group by thing)
  select t.thing, t.level, s.place, s.place_time, s.place_seq::text as place_seq, s.org_id as holder
  from things t left join thing_states s on s.thing = t.thing`;
