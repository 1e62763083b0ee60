// What capture reads of the registers, and the notice that things changed.
import type { Db } from '../db.ts';

/** Default disclosure of the capturing organisations. */
export async function listDisclosures(db: Db, orgIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await db.query<{ id: number; disclosure: number }>({
    name: 'capture_disclosures',
    text: 'select id, disclosure from organisations where id = any ($1::int[])',
    values: [orgIds],
  });
  return new Map(rows.map((row) => [row.id, row.disclosure]));
}

/** Organisations behind places and parties: a place's owner, or the holder of the GLN itself. */
export async function listOrganisationsOfThings(db: Db, things: readonly string[]): Promise<Map<string, number[]>> {
  if (things.length === 0) return new Map();
  const { rows } = await db.query<{ thing: string; org_id: number }>({
    name: 'capture_parties',
    text: `select thing, org_id from places where thing = any ($1::text[])
      union select t, o.id from unnest($1::text[]) t join organisations o on o.gln = split_part(t, '/', 2) and split_part(t, '/', 1) in ('414', '417')`,
    values: [things],
  });
  const organisations = new Map<string, number[]>();
  for (const { thing, org_id } of rows) organisations.set(thing, [...(organisations.get(thing) ?? []), org_id]);
  return organisations;
}

/** PostgreSQL takes payloads below 8,000 bytes. */
const payload_max_bytes = 7_900;
/** Above this many things one notice "everything" is cheaper for every listener than the list. */
const things_listed_max = 20_000;

/** Tells listeners (page caches) which things changed; sent by PostgreSQL at commit, space-separated, '*' for all. */
export async function notifyThings(db: Db, things: readonly string[]): Promise<void> {
  if (things.length === 0) return;
  const payloads: string[] = [];
  let current = '';
  for (const thing of things.length > things_listed_max ? ['*'] : things) {
    if (current.length + thing.length >= payload_max_bytes / 3) {
      payloads.push(current);
      current = '';
    }
    // A URI longer than a payload cannot be listed: everything is dropped then.
    current += (current === '' ? '' : ' ') + (thing.length > payload_max_bytes / 4 ? '*' : thing);
  }
  payloads.push(current);
  await db.query({ name: 'capture_notify', text: `select pg_notify('nguon_things', p) from unnest($1::text[]) p`, values: [payloads] });
}
