// SQL of the top-level resources: values that a reader may see, a page at a time, and whether one value is among them.
import { thingRoles } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import { audiences } from '../capture/listed-values.ts';
import type { Db } from '../db.ts';

/** Roles of the identifiers that MATCH_anyEPC asks for. */
const epcRoles = [thingRoles.epc, thingRoles.childEpc, thingRoles.parent, thingRoles.inputEpc, thingRoles.outputEpc].join();

/** Values after `after` in byte order, at most `limit`. Run it as the reader: the policies of the table say the same once more. */
export async function listListedValues(db: Db, reader: Reader, resource: number, after: string, limit: number): Promise<string[]> {
  const parts = heardBy(reader).map(({ from, where }) => `(${pageOf(from, where)})`);
  const { rows } = await db.query<{ value: string }>({
    name: `listed_values_${reader.kind}`,
    text: `select distinct value from (${parts.join(' union all ')}) heard order by value limit $3`,
    values: [resource, after, limit, ...readerValues(reader)],
  });
  return rows.map(({ value }) => value);
}

/** Each audience is a range of the key of its own: as many rows are read as are shown, however many there are. */
const pageOf = (from: string, where: string): string =>
  from === ''
    ? `select value from listed_values where resource = $1 and ${where} and value > $2 order by value limit $3`
    : `select v.value from ${from} cross join lateral (
        select value from listed_values where resource = $1 and ${where} and value > $2 order by value limit $3) v`;

interface Heard {
  /** '' where the audience is one organisation. */
  readonly from: string;
  readonly where: string;
}

function heardBy(reader: Reader): Heard[] {
  const everybody: Heard = { from: '', where: `audience = ${audiences.everybody} and org_id = 0` };
  const ofCaptors = (who: string): Heard => ({
    from: `(select id from organisations ${who}) o`,
    where: `audience = ${audiences.captor} and org_id = o.id`,
  });
  switch (reader.kind) {
    case 'public':
      return [everybody];
    case 'organisation':
      return [
        everybody,
        { from: '', where: `audience = ${audiences.captor} and org_id = $4` },
        { from: '', where: `audience = ${audiences.party} and org_id = $4` },
      ];
    case 'agency':
      return [everybody, ofCaptors('where unit_id = any ($4::int[])')];
    case 'administrator':
      return [everybody, ofCaptors('')];
  }
}

function readerValues(reader: Reader): unknown[] {
  return reader.kind === 'organisation' ? [reader.orgId] : reader.kind === 'agency' ? [reader.unitIds] : [];
}

/** Whether any of the values is listed. Run it as the reader: the row policies say who may know, the ids here only shorten the search. */
export async function isAnyValueListed(db: Db, reader: Reader, resources: readonly number[], values: readonly string[]): Promise<boolean> {
  const ownIds = reader.kind === 'public' ? [0] : reader.kind === 'organisation' ? [0, reader.orgId] : null;
  const { rows } = await db.query({
    name: ownIds === null ? 'listed_value_any' : 'listed_value',
    text: `select 1 from listed_values where resource = any ($1::smallint[]) and value = any ($2::text[]) and audience = any ('{0,1,2}')
      ${ownIds === null ? '' : 'and org_id = any ($3::int[])'} limit 1`,
    values: [resources, values, ...(ownIds === null ? [] : [ownIds])],
  });
  return rows.length > 0;
}

export interface ListedThing {
  readonly thing: string;
  /** Whether the reader may see an event that names it as an EPC. */
  readonly seen: boolean;
}

/**
 * A thing that is a class is named by thousands of events, none of which calls it an EPC; a thing that is an EPC is called so by
 * nearly all that name it. So the latest events tell.
 */
const events_looked_max = 200;

/** The things after `after` in byte order, `count` of them, seen or not. Run it as the reader. */
export async function listThings(db: Db, after: string, count: number): Promise<ListedThing[]> {
  const { rows } = await db.query<{ thing: string; seen: boolean }>({
    name: 'listed_things',
    text: `select s.thing, exists (select 1 from (select role from event_things where thing = s.thing
        order by event_time desc, seq desc limit ${events_looked_max}) t where t.role in (${epcRoles})) as seen
      from (select thing from thing_states where thing > $1 order by thing limit $2) s order by s.thing`,
    values: [after, count],
  });
  return rows;
}

/** Whether the reader may see an event that names the thing as an EPC. */
export async function isThingSeen(db: Db, thing: string): Promise<boolean> {
  const { rows } = await db.query({
    name: 'listed_thing',
    text: `select 1 from event_things where thing = $1 and role in (${epcRoles}) limit 1`,
    values: [thing],
  });
  return rows.length > 0;
}
