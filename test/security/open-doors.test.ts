// Doors that attackers found open, now closed: one test for each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packDisclosure } from '../../app/access/disclosure.ts';
import { writeBlob } from '../../app/blobs.ts';
import { Browser, addPerson } from '../access/people.ts';
import { gtin, itemUri, lotUri, makeEvent } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { bare, eventsOf, startTarget } from './attacker.ts';

const target = await startTarget();
const hidden = packDisclosure({
  what: 'private',
  where: 'private',
  who: 'private',
  quantity: 'private',
  documents: 'private',
  ilmd: 'private',
});
const weights = packDisclosure({
  what: 'public',
  where: 'public',
  who: 'public',
  quantity: 'private',
  documents: 'public',
  ilmd: 'public',
});
const owner = await target.addMember('owner', { disclosure: weights });
const secretive = await target.addMember('secretive', { disclosure: hidden });
const rival = await target.addMember('rival', { disclosure: hidden });
const time = '2026-11-18T06:00:00.000+07:00';
const object = (fields: JsonEvent): JsonEvent =>
  makeEvent('ObjectEvent', time, { action: 'ADD', bizStep: 'commissioning', disposition: 'active', ...fields });

test('the path of a fault is short, however long the names in it', async () => {
  const body = bare(object({ epcList: [itemUri(1, 'A')] })).replace('{', `{"${'k'.repeat(4_000_000)}":{"":1},`);
  const answer = await target.post('/epcis/capture', body, owner.key);
  assert.equal(answer.status, 400);
  assert.ok(answer.body.length < 10_000, `${answer.body.length} characters`);
});

test('a trace does not tell the hash of an event whose amounts it withholds', async () => {
  const event = object({ quantityList: [{ epcClass: lotUri(2, 'W'), quantity: 417, uom: 'KGM' }] });
  delete event['eventID'];
  assert.equal((await target.post('/epcis/events', bare(event), owner.key)).status, 201);
  const answer = await target.get(`/api/v1/trace?code=${encodeURIComponent(lotUri(2, 'W'))}`);
  assert.ok(answer.body.includes('commissioning'), answer.body);
  assert.ok(!answer.body.includes('ni:///sha-256'), answer.body);
});

test('the scan page knows nothing of a code of which only private events exist', async () => {
  const item = itemUri(3, 'P').replace('https://id.gs1.org', '');
  const before = await target.get(`/xem${item}`);
  assert.equal((await target.post('/epcis/events', bare(object({ epcList: [`https://id.gs1.org${item}`] })), secretive.key)).status, 201);
  assert.equal((await target.get(`/xem${item}`)).status, before.status);
});

test('an unrelated organisation cannot call another’s product recalled, unseen', async () => {
  const { context } = target;
  await context.database.system.query({
    text: `insert into products (org_id, thing, slug, name, category, published_at, search_text, created_at) values ($1, $2, 'xoai', 'Xoài', 'fruit', now(), 'xoai', now())`,
    values: [owner.orgId, `01/${gtin(4)}`],
  });
  const item = itemUri(4, 'R');
  assert.equal((await target.post('/epcis/events', bare(object({ epcList: [item] })), owner.key)).status, 201);
  const recall = makeEvent('ObjectEvent', time, {
    action: 'OBSERVE',
    quantityList: [{ epcClass: `https://id.gs1.org/01/${gtin(4)}` }],
    persistentDisposition: { set: ['recalled'] },
  });
  assert.equal((await target.post('/epcis/events', bare(recall), rival.key)).status, 201);
  const page = await target.get(`/xem${item.replace('https://id.gs1.org', '')}`, undefined, { accept: 'text/html' });
  assert.equal(page.status, 200);
  assert.ok(!/thu hồi/i.test(page.body.replace(/<footer[^]*/, '')), 'the page says "recalled"');
});

test('a rival’s declaration hides nothing of another’s event on pages and in traces', async () => {
  const event = object({ epcList: [itemUri(5, 'D')] });
  assert.equal((await target.post('/epcis/events', bare(event), owner.key)).status, 201);
  const declaration = { ...event, errorDeclaration: { declarationTime: '2026-11-19T10:00:00+07:00' } };
  assert.equal((await target.post('/epcis/events', bare(declaration), rival.key)).status, 201);
  assert.equal(eventsOf((await target.get(`/epcis/events?MATCH_epc=${encodeURIComponent(itemUri(5, 'D'))}`)).body).length, 1);
  const answer = await target.get(`/api/v1/trace?code=${encodeURIComponent(itemUri(5, 'D'))}`);
  assert.ok(answer.body.includes('commissioning'), answer.body);
});

test('one picture sent twice at the same moment is one file and no error', async () => {
  const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(2_000_000)]);
  const names = await Promise.all(Array.from({ length: 8 }, () => writeBlob(target.context.config.dataDir, picture, 'jpg')));
  assert.equal(new Set(names).size, 1);
});

test('a household cannot report doubts without end by changing the host part of its IPv6 address', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 10; n++)
    statuses.push(
      (
        await target.app.inject({
          method: 'POST',
          url: '/xem/bao-nghi-ngo',
          payload: 'code=x',
          remoteAddress: `2001:db8::${n + 1}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      ).statusCode,
    );
  assert.equal(statuses.at(-1), 429, statuses.join());
});

test('an organisation number beyond the column is refused, not an error', async () => {
  await addPerson(target, 'switcher', {});
  const browser = await new Browser(target).signIn('switcher');
  assert.equal((await browser.postForm('/tai-khoan', '/tai-khoan/to-chuc', { org: '2147483648' })).statusCode, 403);
});

test('guesses from one IPv6 network count together, however its address is shortened', async () => {
  await addPerson(target, 'networked', {});
  const statuses: number[] = [];
  for (let n = 1; n <= 12; n++)
    statuses.push(
      (await new Browser(target).post('/dang-nhap', { login: 'networked', password: 'wrong' }, `2001:db8::${n.toString(16)}:1`)).statusCode,
    );
  assert.equal(statuses.at(-1), 429, statuses.join());
});
