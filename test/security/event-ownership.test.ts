// Nobody acts on another organisation's events: declarations, taken ids, guesses, jobs, idempotency keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packDisclosure } from '../../app/access/disclosure.ts';
import { itemUri, lotUri, makeDocument, makeEvent } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { bare, eventsOf, startTarget } from './attacker.ts';

const target = await startTarget();
const db = target.context.database.system;
const owner = await target.addMember('owner', {
  disclosure: packDisclosure({
    what: 'public',
    where: 'public',
    who: 'public',
    quantity: 'private',
    documents: 'private',
    ilmd: 'private',
  }),
});
const secretive = await target.addMember('secretive', {
  disclosure: packDisclosure({
    what: 'private',
    where: 'private',
    who: 'private',
    quantity: 'private',
    documents: 'private',
    ilmd: 'private',
  }),
});
const rival = await target.addMember('rival');

const time = '2026-11-18T06:00:00.000+07:00';
const pack = (child: string, parent: string): JsonEvent =>
  makeEvent('AggregationEvent', time, { action: 'ADD', parentID: parent, childEPCs: [child], disposition: 'active' });
const declare = (event: JsonEvent): JsonEvent => ({
  ...event,
  errorDeclaration: { declarationTime: '2026-11-19T10:00:00+07:00', reason: 'incorrect_data' },
});
const countEdges = async (uri: string): Promise<number> =>
  (await db.query({ text: 'select 1 from edges where thing = $1', values: [uri.replace('https://id.gs1.org/', '')] })).rows.length;

test('a rival cannot declare an event erroneous, before or after it comes; its owner can', async () => {
  for (const [round, order] of (['before', 'after'] as const).entries()) {
    const child = itemUri(100 + round, 'C');
    const event = pack(child, itemUri(200 + round, 'P'));
    const attack = async (): Promise<void> => void (await target.post('/epcis/events', bare(declare(event)), rival.key));
    if (order === 'before') await attack();
    assert.equal((await target.post('/epcis/events', bare(event), owner.key)).status, 201);
    if (order === 'after') await attack();
    assert.equal(await countEdges(child), 1, order);
    const { rows } = await db.query({
      text: 'select 1 from thing_states where thing = $1',
      values: [child.replace('https://id.gs1.org/', '')],
    });
    assert.equal(rows.length, 1, order);
    assert.equal((await target.post('/epcis/events', bare(declare(event)), owner.key)).status, 201);
    assert.equal(await countEdges(child), 0, 'the owner may');
  }
});

test('a rival’s declaration does not stand beside the event that it is about', async () => {
  const event = pack(itemUri(105, 'C'), itemUri(205, 'P'));
  const stored = await target.post('/epcis/events', bare(event), owner.key);
  await target.post('/epcis/events', bare(declare(event)), rival.key);
  const path = new URL(stored.headers.get('location')!).pathname;
  assert.equal(eventsOf((await target.get(path)).body).length, 1);
  await target.post('/epcis/events', bare(declare(event)), owner.key);
  assert.equal(eventsOf((await target.get(path)).body).length, 2, 'its own does');
});

test('who declares another’s event erroneous reads the own declaration where the answer says it is, and nobody else does', async () => {
  const event = pack(itemUri(106, 'C'), itemUri(206, 'P'));
  await target.post('/epcis/events', bare(event), owner.key);
  const declared = await target.post('/epcis/events', bare(declare(event)), rival.key);
  assert.equal(declared.status, 201, declared.body);
  const path = new URL(declared.headers.get('location')!).pathname;
  const isDeclaration = (one: JsonEvent): boolean => one['errorDeclaration'] !== undefined;
  assert.deepEqual(eventsOf((await target.get(path, rival.key)).body).map(isDeclaration), [false, true]);
  for (const key of [owner.key, secretive.key, undefined])
    assert.deepEqual(eventsOf((await target.get(path, key)).body).map(isDeclaration), [false], key);
});

test('whether a hidden event stands behind a declaration by a stranger makes no difference to any answer', async () => {
  for (const isThere of [true, false]) {
    const event = pack(itemUri(107, isThere ? 'C' : 'D'), itemUri(207, 'P'));
    if (isThere) assert.equal((await target.post('/epcis/events', bare(event), secretive.key)).status, 201);
    const declared = await target.post('/epcis/events', bare(declare(event)), rival.key);
    const path = new URL(declared.headers.get('location')!).pathname;
    for (const key of [rival.key, undefined]) {
      const answer = await target.get(path, key);
      assert.deepEqual([answer.status, eventsOf(answer.body).length], [200, 1], `${isThere} ${key}`);
    }
  }
});

test('an event id taken by a rival hinders nobody', async () => {
  const event = pack(itemUri(110, 'C'), itemUri(210, 'P'));
  assert.equal((await target.post('/epcis/events', bare({ ...event, action: 'OBSERVE' }), rival.key)).status, 201);
  assert.equal((await target.post('/epcis/events', bare(event), owner.key)).status, 201);
  assert.equal((await target.post('/epcis/events', bare(event), owner.key)).status, 409);
});

test('no answer tells whether a guess of a private event is right', async () => {
  const weigh = (quantity: number): JsonEvent => {
    const event = makeEvent('ObjectEvent', time, {
      action: 'OBSERVE',
      quantityList: [{ epcClass: lotUri(120, 'L'), quantity, uom: 'KGM' }],
    });
    delete event['eventID'];
    return event;
  };
  for (const victim of [owner, secretive]) {
    const stored = await target.post('/epcis/events', bare(weigh(417)), victim.key);
    assert.equal(stored.status, 201, stored.body);
    const id = decodeURIComponent(stored.headers.get('location')!.split('/events/')[1]!);
    assert.match(id, /^ni:/);
    const guesses = await target.post('/epcis/capture', makeDocument([weigh(416 + victim.orgId * 1_000), weigh(417)]), rival.key, {
      'gs1-capture-error-behaviour': 'proceed',
    });
    const job = JSON.parse(guesses.body) as { eventsStored: number; eventsDuplicate: number };
    assert.equal(job.eventsDuplicate, victim === owner ? 0 : 1, 'only its own event of the first round is a duplicate for the rival');
    for (const key of [rival.key, undefined]) {
      for (const url of [`/epcis/events/${encodeURIComponent(id)}`, `/epcis/events?EQ_eventID=${encodeURIComponent(id)}`]) {
        const answer = await target.get(url, key);
        const found = answer.status === 404 ? [] : eventsOf(answer.body);
        // The rival finds its own guess, never the victim's event; the public finds the rival's, which hides nothing of it.
        assert.ok(
          found.every((event) => event['nguon:withheld'] === undefined),
          `${url}: ${answer.body}`,
        );
        assert.ok(found.length <= 1, answer.body);
      }
    }
  }
  const seen = eventsOf((await target.get(`/epcis/events?MATCH_anyEPCClass=${encodeURIComponent(lotUri(120, 'L'))}&perPage=50`)).body);
  const hidden = seen.filter((event) => event['nguon:withheld'] !== undefined);
  assert.equal(hidden.length, 1);
  assert.equal(hidden[0]!['eventID'], undefined, 'the hash of the whole content would say what is withheld');
});

test('idempotency keys of others do not matter, and one key for two requests is a conflict, also at the same moment', async () => {
  const send = (event: JsonEvent, key: string) => target.post('/epcis/events', bare(event), key, { 'idempotency-key': 'shared' });
  const event = (serial: string): JsonEvent => makeEvent('ObjectEvent', time, { action: 'OBSERVE', epcList: [itemUri(130, serial)] });
  const one = event('A');
  const answers = await Promise.all([
    send(one, owner.key),
    send(one, owner.key),
    send(event('B'), owner.key),
    send(event('C'), owner.key),
    send(event('D'), rival.key),
  ]);
  const statuses = answers.map(({ status }) => status);
  assert.ok(
    statuses.every((status) => status === 201 || status === 409),
    statuses.join(),
  );
  assert.equal(statuses[4], 201);
  assert.equal((await db.query({ text: `select 1 from idempotent_requests where idempotency_key = 'shared'` })).rows.length, 2);
  assert.equal((await send(event('E'), owner.key)).status, 409);
});

test('jobs and pages of jobs belong to their organisation', async () => {
  const job = JSON.parse(
    (await target.post('/epcis/capture', makeDocument([pack(itemUri(140, 'C'), itemUri(240, 'P'))]), owner.key)).body,
  ) as { captureID: string };
  assert.equal((await target.get(`/epcis/capture/${job.captureID}`, rival.key)).status, 404);
  const token = Buffer.from(`2099-01-01T00:00:00.000Z ${job.captureID}`).toString('base64url');
  assert.equal((await target.get(`/epcis/capture?nextPageToken=${token}`, rival.key)).body.includes(job.captureID), false);
  for (const forged of [
    Buffer.from('+275760-09-13T00:00:00.000Z ' + '-'.repeat(36)).toString('base64url'),
    Buffer.from(`2026-01-01 ${'f'.repeat(36)}`).toString('base64url'),
  ])
    assert.equal((await target.get(`/epcis/capture?nextPageToken=${forged}`, rival.key)).status, 400);
});
