// The one statement behind a scan page: everything known of a code, its lot, its product and the cases it was in.
import type { Db } from '../db.ts';
import { endDispositions, endSteps } from './code-end.ts';
import type { ScanFacts } from './facts.ts';

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
const endsSql = (step: string, disposition: string): string =>
  `(coalesce(${step} in (${quoted(endSteps)}), false) or coalesce(${disposition} in (${quoted(endDispositions)}), false))`;

/** How much of a code's history one page holds; the rest is on the trace page. */
const scan_events_max = 30;
const container_events_max = 8;
const containers_max = 6;
const lots_max = 4;
/** Of lots that the code belongs to and the page must not name: they are heeded (recalled, destroyed), never shown. */
const hidden_rank = 5;
/** Times that the code or a container was put in or taken out. */
const containment_max = 40;
const certificates_max = 24;
const inputs_max = 8;
const corrections_max = 10;

/**
 * `thing <> ''` lets the partial index of edges serve, whose condition the planner cannot prove of a parameter.
 * $1 the thing, $2 the lot named beside it or null, $3 the key alone, $4 whether counts by province are wanted.
 * Disclosure: 2 bits a field group (where 2, who 4, quantity 6, ilmd 10); the page is the public's, so only level 0 passes,
 * and the row policies of the public's pool let no other event through (see db/migrations/0003-row-security.sql).
 */
const scanLoadSql = `
with lots as materialized (
  select distinct hub as thing from edges where thing = $1 and thing <> '' and kind = 7 limit ${lots_max}
), near as materialized (
  select $1::text collate "C" as thing, 1 as rank
  union all select thing, 2 from lots
  union all select $2::text, 2 where $2::text <> $1 and not exists (select 1 from lots)
), hidden as materialized (
  select h.lot as thing from nguon_hidden_lots(array[$1::text], ${lots_max}) h where h.lot not in (select thing from near)
), heeded as materialized (
  select * from near union all select thing, ${hidden_rank} from hidden
), box1 as materialized (
  select e.hub as thing, e.event_time as since, (
    select min(x.event_time) from edges x where x.hub = e.hub and x.kind = 4 and x.thing in (e.thing, '') and x.event_time > e.event_time
  ) as until from near n cross join lateral (
    select * from edges e where e.thing = n.thing and e.thing <> '' and e.kind = 3 order by e.event_time desc limit ${containers_max}) e limit ${containers_max}
), boxes as materialized (
  select * from box1 union all
  (select e.hub, greatest(e.event_time, b.since), least(b.until, (
    select min(x.event_time) from edges x where x.hub = e.hub and x.kind = 4 and x.thing in (e.thing, '') and x.event_time > e.event_time
  )) from box1 b cross join lateral (
    select * from edges e where e.thing = b.thing and e.thing <> '' and e.kind = 3 and e.event_time < coalesce(b.until, 'infinity') order by e.event_time desc limit ${containers_max}) e limit ${containers_max})
), put as materialized (
  select e.* from (select $1::text collate "C" as thing union select thing from boxes) c cross join lateral (
    select thing, hub, kind, event_time, seq, quantity, uom from edges e where e.thing = c.thing and e.thing <> '' and e.kind between 3 and 6
    order by e.event_time desc limit ${containment_max}) e
  union all
  select e.* from (select distinct thing from boxes) b cross join lateral (
    select thing, hub, kind, event_time, seq, quantity, uom from edges e where e.hub = b.thing and e.kind in (4, 6) and e.thing = ''
    order by e.event_time desc limit ${containment_max}) e
), levels as materialized (
  select thing from heeded union select $3::text collate "C" union select $2::text collate "C" where $2::text is not null
  union (select thing from boxes where until is null limit ${containers_max})
), picked as materialized (
  select n.thing as via, n.rank, t.seq, t.event_time, t.role, t.quantity, t.uom from heeded n cross join lateral (
    select * from event_things t where t.thing = n.thing and t.role < 20 order by t.event_time desc, t.seq desc limit ${scan_events_max}) t
  union all
  select b.thing, 3, t.seq, t.event_time, t.role, null, null from boxes b cross join lateral (
    select * from event_things t where t.thing = b.thing and t.role < 20 and t.event_time >= b.since and t.event_time <= coalesce(b.until, 'infinity')
    order by t.event_time desc limit ${container_events_max}) t where b.until is null or b.until > b.since
  union all
  (select $1, 4, e.seq, e.event_time, 0::smallint, null, null from edges e where e.hub = $1 and e.kind = 7 limit 3)
), once as materialized (
  select distinct on (seq) * from picked order by seq, rank
), stated as materialized (
  select s.* from levels l cross join lateral (select * from thing_states s where s.thing = l.thing limit 1) s
), recalled as materialized (
  select d.thing, d.event_time as at, d.seq from levels l cross join lateral (
    select * from thing_dispositions d where d.thing = l.thing and d.disposition = 'recalled' and d.is_set and nguon_may_recall(d.thing, d.org_id)
    order by d.event_time limit 1) d
), found as materialized (
  select * from nguon_events(array(
    select seq from once union select disposition_seq from stated union select biz_step_seq from stated union select seq from recalled))
), told as materialized (
  select k.via, k.rank, k.role, k.quantity, k.uom, e.*, ${endsSql('e.biz_step', 'e.disposition')} as ends,
    encode(substr(sha256(convert_to(e.event_id, 'UTF8')), 1, 16), 'hex')::uuid as event_key
  from once k join found e using (seq)
), seen as materialized (
  select * from told e where e.declaration_time is null and not exists (
    select 1 from event_declarations d where d.event_key = e.event_key and d.org_id = e.org_id)
), claims as materialized (
  -- What the page would not reach back to is known by the thing's state.
  select via as thing, seq, event_time, org_id, disclosure, quantity, uom, ends from seen where rank in (1, 2, ${hidden_rank}) and (ends or biz_step = 'commissioning')
  union all
  select r.thing, e.seq, e.event_time, e.org_id, e.disclosure, null, null, true from (
      select distinct n.thing, r.seq from heeded n join stated s using (thing)
        cross join lateral (values (s.disposition_seq, ${endsSql('null', 's.disposition')}), (s.biz_step_seq, ${endsSql('s.biz_step', 'null')})) r (seq, ends)
      where r.ends and not exists (select 1 from seen where seen.seq = r.seq)
    ) r join found e using (seq)
)
select
  (select coalesce(json_agg(json_build_object('thing', s.thing, 'disposition', s.disposition, 'disposition_ms', floor(extract(epoch from s.disposition_time) * 1000),
    'biz_step', s.biz_step, 'biz_step_ms', floor(extract(epoch from s.biz_step_time) * 1000),
    'activated_ms', floor(extract(epoch from s.activated_time) * 1000), 'event_count', s.event_count)), '[]')
    from (
      select s.thing, case when d.seq is not null then s.disposition end as disposition, s.disposition_time,
        case when b.seq is not null then s.biz_step end as biz_step, s.biz_step_time, s.activated_time, s.event_count
      from stated s
        -- A state without a single public event is no business of the public; a value of a hidden event is not shown.
        cross join lateral (select 1 from event_things t where t.thing = s.thing and t.role < 20 and t.what_level = 0 limit 1) t
        left join found d on d.seq = s.disposition_seq left join found b on b.seq = s.biz_step_seq) s) as states,
  (select coalesce(json_agg(thing), '[]') from lots) as lots,
  (select coalesce(json_agg(thing), '[]') from hidden) as "hiddenLots",
  exists (select 1 from once where rank = 4) as "hasItems",
  (select coalesce(json_agg(json_build_object('thing', r.thing, 'time_ms', floor(extract(epoch from r.at) * 1000), 'by', o.name)), '[]')
    from recalled r left join found e on e.seq = r.seq and (e.disclosure >> 4) & 3 = 0
      left join organisations o on o.id = e.org_id) as recalls,
  (select coalesce(json_agg(c order by c.time_ms, c.seq), '[]') from (
      select c.thing, c.ends, s.standing, floor(extract(epoch from c.event_time) * 1000) as time_ms, c.seq,
        case when (c.disclosure >> 4) & 3 = 0 then o.name end as by,
        case when (c.disclosure >> 6) & 3 = 0 then c.quantity end as quantity, case when (c.disclosure >> 6) & 3 = 0 then c.uom end as uom
      from claims c join organisations o on o.id = c.org_id
        -- Asked once for each organisation, and only where somebody ends something.
        join (select thing, org_id, nguon_standing(thing, org_id) as standing from (
          select distinct thing, org_id from claims where exists (select 1 from claims other where other.ends)) d) s using (thing, org_id)) c) as claims,
  (select to_json(p) from (
      select p.slug as product_slug, p.name as product_name, p.name_en as product_name_en, p.name_zh as product_name_zh, p.category, p.net_content,
        p.image, p.ocop_stars, p.standard, o.slug, o.name, o.name_en, o.address, o.phone, o.tax_code, u.name as unit_name, u.name_en as unit_name_en
      from products p join organisations o on o.id = p.org_id left join units u on u.id = o.unit_id
      where p.thing = $3 and p.published_at is not null) p) as product,
  -- Counted by the owner's number, whatever names an event shows; beyond what the page reaches back to only where that has nothing.
  (select exists (select 1 from seen s where s.rank = 1 and (s.org_id = p.org_id
        or s.org_id in (select unnest(o.party_ids) from seen o where o.org_id = p.org_id)))
      or (select count(*) from picked where rank = 1) >= ${scan_events_max} and nguon_is_recorded_by($1, p.org_id)
    from products p where p.thing = $3 and p.published_at is not null and exists (select 1 from seen where rank = 1)) as "fromOwner",
  (select to_json(p) from (
      select p.name, p.name_en, p.address, u.name as unit_name, u.name_en as unit_name_en, p.growing_area_code, o.name as org_name, o.slug as org_slug
      from places p join organisations o on o.id = p.org_id left join units u on u.id = p.unit_id where p.thing = $1) p) as place,
  (select to_json(p) from (
      select o.slug, o.name, o.name_en, o.address, o.phone, o.tax_code, u.name as unit_name, u.name_en as unit_name_en
      from organisations o left join units u on u.id = o.unit_id
      where o.gln = substr($3, 5, 13) and substr($3, 1, 4) in ('417/', '414/', '415/')) p) as party,
  (select coalesce(json_agg(c), '[]') from (
      select c.kind, c.name, c.name_en, c.number, c.issuer_name, c.vouched_by, c.result, c.issued_on, c.valid_until,
        (c.withdrawn_at at time zone 'Asia/Ho_Chi_Minh')::date as withdrawn_on
      from (select thing from near union select $3::text collate "C"
          union select '417/' || o.gln from products p join organisations o on o.id = p.org_id where p.thing = $3 and o.gln is not null) l
        cross join lateral (select * from certificates c where c.thing = l.thing order by c.issued_on desc limit ${certificates_max}) c
      order by c.issued_on desc, c.id limit ${certificates_max}) c) as certificates,
  (select coalesce(json_agg(v), '[]') from (
      select e.seq::text as seq, e.via, e.role, floor(extract(epoch from e.event_time) * 1000) as time_ms, floor(extract(epoch from e.record_time) * 1000) as record_ms,
        e.event_type, e.action, e.biz_step, e.disposition, o.id as org_id, o.name as org_name,
        case when (e.disclosure >> 2) & 3 = 0 then coalesce(e.biz_location, e.read_point) end as place, p.name as place_name, u.name as unit_name, u.name_en as unit_name_en, p.growing_area_code,
        case when (e.disclosure >> 6) & 3 = 0 then e.quantity end as quantity, case when (e.disclosure >> 6) & 3 = 0 then e.uom end as uom,
        case when (e.disclosure >> 10) & 3 = 0 and e.role in (0, 1, 5, 11, 15) and e.body like '%"ilmd"%' then e.body::json -> 'ilmd' end as ilmd
      from seen e
        left join organisations o on o.id = e.org_id and (e.disclosure >> 4) & 3 = 0
        left join places p on p.thing = coalesce(e.biz_location, e.read_point) and (e.disclosure >> 2) & 3 = 0
        left join units u on u.id = p.unit_id
      where e.rank <> ${hidden_rank}
      order by e.event_time, e.seq) v) as events,
  (select coalesce(json_agg(c), '[]') from (
      -- A declaration tells what its event told: step and time are those of the event that was wrong (EPCIS 2.0 §7.4.1.2).
      select floor(extract(epoch from t.event_time) * 1000) as time_ms, floor(extract(epoch from t.declaration_time) * 1000) as declared_ms,
        t.event_type, t.biz_step, t.role, t.body::json #>> '{errorDeclaration,reason}' as reason, o.name as by
      from told t left join organisations o on o.id = t.org_id and (t.disclosure >> 4) & 3 = 0
      where t.declaration_time is not null and t.rank <= 2 and exists (select 1 from event_ids i where i.event_key = t.event_key and i.org_id = t.org_id)
      order by t.declaration_time desc limit ${corrections_max}) c) as corrections,
  (select coalesce(json_agg(i), '[]') from (
      select distinct i.thing, p.name as product_name, p.name_en as product_name_en, o.name as org_name
      from near n cross join lateral (select hub from edges m where m.thing = n.thing and m.thing <> '' and m.kind = 2 limit ${inputs_max}) m
        cross join lateral (select thing from edges i where i.hub = m.hub and i.kind = 1 limit ${inputs_max}) i
        left join products p on p.thing = substr(i.thing, 1, 17) and p.published_at is not null left join organisations o on o.id = p.org_id
      limit ${inputs_max}) i) as inputs,
  (select coalesce(json_agg(distinct thing), '[]') from boxes) as containers,
  (select coalesce(json_agg(json_build_object('thing', f.thing, 'hub', f.hub, 'kind', f.kind, 'time_ms', floor(extract(epoch from f.event_time) * 1000),
      'seq', f.seq::text, 'quantity', f.quantity::text, 'uom', f.uom)), '[]') from put f) as containment,
  (select json_build_object('first_ms', floor(extract(epoch from first_at) * 1000), 'total', total) from scan_totals where thing = $1) as scans,
  case when $4::boolean then (select coalesce(json_agg(p), '[]') from (
      select province, total from scan_provinces where thing = $1 order by total desc, province limit 6) p) end as provinces`;

export async function loadScanFacts(
  db: Db,
  thing: string,
  lot: string | undefined,
  top: string,
  withProvinces: boolean,
): Promise<ScanFacts> {
  const { rows } = await db.query<ScanFacts>({ name: 'scan_load', text: scanLoadSql, values: [thing, lot ?? null, top, withProvinces] });
  return rows[0]!;
}
