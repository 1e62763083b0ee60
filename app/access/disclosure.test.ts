// Levels pack and unpack, and the pure rule agrees with what PostgreSQL lets through for every level and reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addOrganisation } from '../../test/access/people.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { asReader } from '../db.ts';
import { defaultDisclosure, disclosureLevels, fieldGroups, packDisclosure, unpackDisclosure, visibleGroups } from './disclosure.ts';
import type { DisclosureLevels } from './disclosure.ts';
import type { Reader } from './reader.ts';

/** All 729 settings of six groups with three levels. */
const allLevels: DisclosureLevels[] = Array.from(
  { length: 3 ** fieldGroups.length },
  (_, number) =>
    Object.fromEntries(fieldGroups.map((group, index) => [group, disclosureLevels[Math.floor(number / 3 ** index) % 3]])) as never,
);

test('every setting packs into twelve bits and comes back', () => {
  const packed = allLevels.map(packDisclosure);
  assert.equal(new Set(packed).size, 729);
  assert.ok(Math.max(...packed) < 2 ** 12);
  allLevels.forEach((levels, index) => assert.deepEqual(unpackDisclosure(packed[index] ?? -1), levels));
  assert.equal(unpackDisclosure(3).what, 'private', 'bits without a meaning hide');
});

test('the default keeps quantities and papers in the chain', () => {
  const groups = visibleGroups({ orgId: 1, partyIds: [1, 2], disclosure: defaultDisclosure }, { kind: 'public' });
  assert.deepEqual([...groups], ['what', 'where', 'who', 'ilmd']);
  assert.equal(
    (
      visibleGroups(
        { orgId: 1, partyIds: [1, 2], disclosure: defaultDisclosure },
        { kind: 'organisation', orgId: 2 },
      ) as ReadonlySet<string>
    ).size,
    6,
  );
});

test('groups open one by one, and without the what there is nothing', () => {
  const event = { orgId: 1, partyIds: [1, 2], orgUnitId: 10 };
  const readers: readonly (readonly [Reader, number])[] = [
    [{ kind: 'public' }, 0],
    [{ kind: 'organisation', orgId: 3 }, 0],
    [{ kind: 'organisation', orgId: 2 }, 1],
    [{ kind: 'organisation', orgId: 1 }, 2],
    [{ kind: 'agency', orgId: 9, unitIds: [10] }, 2],
    [{ kind: 'agency', orgId: 9, unitIds: [11] }, 0],
    [{ kind: 'administrator' }, 2],
  ];
  let looked = 0;
  for (const levels of allLevels) {
    for (const [reader, highest] of readers) {
      looked++;
      const expected = fieldGroups.filter((group) => disclosureLevels.indexOf(levels[group]) <= highest);
      const seen = visibleGroups({ ...event, disclosure: packDisclosure(levels) }, reader);
      assert.deepEqual(seen === 'nothing' ? seen : [...seen], expected.includes('what') ? expected : 'nothing');
    }
  }
  assert.equal(looked, 729 * 7);
});

test('an officer reads as the public where the unit of the organisation is not known', () => {
  const reader: Reader = { kind: 'agency', orgId: 9, unitIds: [10] };
  assert.equal(
    visibleGroups(
      {
        orgId: 1,
        partyIds: [1],
        disclosure: packDisclosure({
          what: 'chain',
          where: 'public',
          who: 'public',
          quantity: 'public',
          documents: 'public',
          ilmd: 'public',
        }),
      },
      reader,
    ),
    'nothing',
  );
});

test('PostgreSQL lets through exactly the events that the rule shows, with their things and edges', async () => {
  const product = await startTestProduct();
  const { database } = product.context;
  const db = database.system;
  const { rows: units } = await db.query<{ id: number }>({
    text: `insert into units (code, kind, name, valid_from) values ('80', 'province', 'Tỉnh A', '2025-07-01'), ('79', 'province', 'Tỉnh B', '2025-07-01') returning id`,
  });
  const [here, there] = units.map((unit) => unit.id) as [number, number];
  const owner = await addOrganisation(product, 'chu', { unit_id: here });
  const party = await addOrganisation(product, 'ben-mua', { unit_id: there });
  const stranger = await addOrganisation(product, 'nguoi-la', { unit_id: there });
  await db.query({ text: `create table events_test partition of events for values from (0) to (1000000)` });
  const packed = allLevels.map(packDisclosure);
  const source = `from unnest($1::int[]) with ordinality as u (disclosure, number), lateral (select number - 1 as seq, '2026-11-01T00:00:00Z'::timestamptz as at) v`;
  await db.query({
    text: `insert into events (seq, event_id, event_hash, event_type, event_time, record_time, org_id, party_ids, capture_id, disclosure, body)
      select seq, 'e' || seq, '\\x00', 'ObjectEvent', at, at, $2::int, $3::int[], null, disclosure, '{}' ${source}`,
    values: [packed, owner, [owner, party]],
  });
  await db.query({
    text: `insert into event_things (thing, event_time, seq, role, what_level) select '01/' || seq, at, seq, 1, disclosure & 3 ${source}`,
    values: [packed],
  });
  await db.query({
    text: `insert into edges (thing, hub, kind, what_level, event_time, seq) select '01/' || seq, 't:' || seq, 1, disclosure & 3, at, seq ${source}`,
    values: [packed],
  });
  const readers: Reader[] = [
    { kind: 'public' },
    { kind: 'organisation', orgId: stranger },
    { kind: 'organisation', orgId: party },
    { kind: 'organisation', orgId: owner },
    { kind: 'agency', orgId: stranger, unitIds: [here] },
    { kind: 'agency', orgId: stranger, unitIds: [there] },
    { kind: 'agency', orgId: stranger, unitIds: [] },
    { kind: 'administrator' },
  ];
  for (const reader of readers) {
    const expected = allLevels.flatMap((levels, index) =>
      visibleGroups({ orgId: owner, partyIds: [owner, party], disclosure: packDisclosure(levels), orgUnitId: here }, reader) === 'nothing'
        ? []
        : [index],
    );
    for (const table of ['events', 'event_things', 'edges']) {
      const seen = await asReader(database, reader, (as) => as.query<{ seq: string }>({ text: `select seq from ${table} order by seq` }));
      assert.deepEqual(
        seen.rows.map((row) => Number(row.seq)),
        expected,
        `${table} for ${JSON.stringify(reader)}`,
      );
    }
  }
});

test('a connection that says nothing about its reader sees nothing', async () => {
  const product = await startTestProduct();
  const { rows } = await product.context.database.replica.query('select seq from events');
  assert.equal(rows.length, 0);
  const { rows: role } = await product.context.database.system.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
  );
  assert.deepEqual(role[0], { rolsuper: false, rolbypassrls: false }, 'or this test would prove nothing');
});
