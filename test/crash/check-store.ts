// Holds the database against what was sent: every acknowledged event, whole documents only, all derived rows as recomputed.
import type pg from 'pg';
import type { FoldedStates, Register } from '../../app/capture/fold-states.ts';
import { own_hub } from '../../app/capture/prepared-event.ts';
import { foldStoredEvents, readStoredEvents } from '../../app/capture/refold-states.ts';
import type { StoredEventToFold } from '../../app/capture/refold-states.ts';
import { listEventsAfter } from '../../app/capture/refold-store.ts';
import type { Account } from './crash-load.ts';

export interface Findings {
  /** Events in the database, and rows compared with a recomputation (0 where none was asked for). */
  readonly events: number;
  readonly rows: number;
  /** Acknowledged events that are not there. */
  readonly lost: readonly string[];
  /** Everything else that is wrong, in words. */
  readonly faults: readonly string[];
}

const shown_max = 5;

export async function checkStore(client: pg.Client, account: Account, recompute: boolean): Promise<Findings> {
  const { rows } = await client.query<{ id: string; copies: number }>(
    `select event_id || case when declaration_time is null then '' else '!' end as id, count(*)::int as copies from events group by 1`,
  );
  const stored = new Map(rows.map(({ id, copies }) => [id, copies]));
  const lost: string[] = [];
  const faults: string[] = [];
  for (const { id, copies } of rows) if (copies !== 1) faults.push(`${id} is stored ${copies} times`);
  const sent = new Set<string>();
  for (const posting of account.postings) {
    const found = posting.events.filter(({ id }) => stored.has(id)).length;
    for (const { id } of posting.events) sent.add(id);
    if (posting.acknowledged) lost.push(...posting.events.filter(({ id }) => !stored.has(id)).map(({ id }) => id));
    else if (found !== 0 && found !== posting.events.length)
      faults.push(`${found} of ${posting.events.length} events of an unanswered document are stored`);
  }
  for (const id of stored.keys()) if (!sent.has(id)) faults.push(`${id} was never sent`);
  faults.push(...(await findTornCaptures(client)));
  const compared = recompute ? await compareDerived(client) : { rows: 0, faults: [] };
  return { events: stored.size, rows: compared.rows, lost, faults: [...faults, ...compared.faults].slice(0, 20) };
}

/** A job says how many events it stored: as many there must be, and none without its job. */
async function findTornCaptures(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string; told: number | null; found: number }>(
    `select coalesce(c.id, e.capture_id)::text as id, c.events_stored as told, coalesce(e.found, 0)::int as found
     from captures c full join (select capture_id, count(*) as found from events where capture_id is not null group by 1) e on e.capture_id = c.id
     where c.events_stored is distinct from coalesce(e.found, 0)`,
  );
  return rows.map(({ id, told, found }) => `capture ${id} tells of ${told ?? 'nothing'}, ${found} events are there`);
}

const time = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint::text`;
const register = (name: string): string => `s.${name}, ${time(`s.${name}_time`)}, s.${name}_seq::text`;

interface Recomputed extends FoldedStates {
  readonly events: readonly StoredEventToFold[];
  /** Number of the event at a place in the list. */
  seqOf(ordinal: number): string;
}

const what_level_mask = 3;

/** For each table one text a row, as stored and as recomputed. `null` shows as it is. */
const tables: readonly { readonly name: string; readonly stored: string; recomputed(from: Recomputed): unknown[][] }[] = [
  {
    name: 'event_things',
    stored: `select thing, ${time('event_time')}, seq::text, role, what_level, quantity::text, uom from event_things`,
    recomputed: ({ events }) =>
      events.flatMap(({ row, prepared: { event } }) =>
        event.things.map(({ id, role, quantity, uom }) => [
          id.thing,
          `${event.eventTime_ms}`,
          row.seq,
          role,
          row.disclosure & what_level_mask,
          quantity ?? null,
          uom ?? null,
        ]),
      ),
  },
  {
    name: 'event_terms',
    stored: `select term::text, ${time('event_time')}, seq::text from event_terms`,
    recomputed: ({ events }) =>
      events.flatMap(({ row, prepared: { event, terms } }) => terms.map((term) => [`${term}`, `${event.eventTime_ms}`, row.seq])),
  },
  {
    name: 'edges',
    stored: `select thing, hub, kind, what_level, ${time('event_time')}, seq::text, quantity::text, uom from edges`,
    recomputed: ({ events }) =>
      events
        .filter(({ counts }) => counts)
        .flatMap(({ row, prepared: { event, edges } }) =>
          edges.map(({ thing, hub, kind, quantity, uom, isOfIlmd }) => [
            thing,
            hub === own_hub ? own_hub + row.seq : hub,
            kind,
            isOfIlmd === true && ((row.disclosure >> 10) & 3) > (row.disclosure & what_level_mask)
              ? 4 + ((row.disclosure >> 10) & 3)
              : row.disclosure & what_level_mask,
            `${event.eventTime_ms}`,
            row.seq,
            quantity,
            uom,
          ]),
        ),
  },
  {
    name: 'thing_states',
    stored: `select thing, ${time('first_event_time')}, ${time('last_event_time')}, last_seq::text, event_count, ${register('disposition')}, ${register('biz_step')},
      ${register('place')}, ${time('activated_time')}, org_id from thing_states s`,
    recomputed: ({ states, seqOf }) =>
      states.map((row) => [
        row.thing,
        `${row.first_ms}`,
        `${row.last_ms}`,
        seqOf(row.lastOrdinal),
        row.count,
        ...[row.disposition, row.bizStep, row.place].flatMap((held) => fieldsOf(held, seqOf)),
        row.activated_ms === null ? null : `${row.activated_ms}`,
        row.orgId,
      ]),
  },
  {
    name: 'thing_dispositions',
    stored: `select thing, disposition, org_id, is_set, ${time('event_time')}, seq::text from thing_dispositions`,
    recomputed: ({ dispositions, seqOf }) =>
      dispositions.map((row) => [row.thing, row.disposition, row.orgId, row.isSet, `${row.time_ms}`, seqOf(row.ordinal)]),
  },
  {
    name: 'ledger_queue',
    stored: `select seq::text, encode(event_hash, 'hex'), org_id, ${time('record_time')} from ledger_queue`,
    recomputed: ({ events }) => events.map(({ row, prepared }) => [row.seq, prepared.hash, row.org_id, `${row.record_time.getTime()}`]),
  },
  {
    name: 'events',
    stored: `select seq::text, event_id, encode(event_hash, 'hex'), event_type, biz_step, read_point, ${time('event_time')} from events`,
    recomputed: ({ events }) =>
      events.map(({ row, prepared: { event, eventId, hash } }) => [
        row.seq,
        eventId,
        hash,
        event.type,
        event.bizStep ?? null,
        event.readPoint?.thing ?? null,
        `${event.eventTime_ms}`,
      ]),
  },
  {
    name: 'event_ids',
    stored: 'select seq::text from event_ids',
    recomputed: ({ events }) => events.map(({ row }) => [row.seq]),
  },
];

const fieldsOf = (held: Register | undefined, seqOf: Recomputed['seqOf']): unknown[] =>
  held === undefined ? [null, null, null] : [held.value, `${held.time_ms}`, seqOf(held.ordinal)];

export async function compareDerived(client: pg.Client): Promise<{ rows: number; faults: string[] }> {
  const events = await readAll(client);
  const from: Recomputed = { ...foldStoredEvents(events), events, seqOf: (ordinal) => events[ordinal]!.row.seq };
  const faults: string[] = [];
  let compared = 0;
  for (const { name, stored, recomputed } of tables) {
    const { rows } = await client.query<unknown[]>({ text: stored, rowMode: 'array' });
    const held = countTexts(rows);
    const wanted = countTexts(recomputed(from));
    compared += rows.length;
    const wrong = [...new Set([...held.keys(), ...wanted.keys()])].filter((text) => held.get(text) !== wanted.get(text));
    if (wrong.length === 0) continue;
    faults.push(`${name}: ${wrong.length} rows differ from the recomputation, such as`);
    for (const text of wrong.slice(0, shown_max))
      faults.push(`  stored ${held.get(text) ?? 0}×, recomputed ${wanted.get(text) ?? 0}×: ${text}`);
  }
  return { rows: compared, faults };
}

async function readAll(client: pg.Client): Promise<StoredEventToFold[]> {
  const page = 2_000;
  const events: StoredEventToFold[] = [];
  for (let after = '0'; ;) {
    const rows = await listEventsAfter(client, after, page);
    events.push(...(await readStoredEvents(client, rows)));
    if (rows.length < page) return events;
    after = rows.at(-1)!.seq;
  }
}

function countTexts(rows: readonly unknown[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = JSON.stringify(row);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}
