// The top-level resources: what each lists, to whom, page by page, and the events below each member (EPCIS 2.0 §12.6).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CBV_LISTS, EVENT_TYPES } from '@nguon/epcis';
import { disclosureLevels } from '../../app/access/disclosure.ts';
import type { Reader } from '../../app/access/reader.ts';
import { listedResources } from '../../app/capture/listed-values.ts';
import { asReader } from '../../app/db.ts';
import { changeDisclosure } from '../../app/party/change-disclosure.ts';
import { listMembers, readMember } from '../../app/query/top-level.ts';
import { addKey, addOrganisation } from '../access/people.ts';
import { captureEvents } from '../support/capture-events.ts';
import { caseUri, gln, itemUri, lotUri, makeEvent, partyUri, placeUri } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const product = await startTestProduct();
const rounds = 36;
const ownSteps = 'https://example.com/steps/';
const ownTypes = 'https://example.com/events/';

let seed = 20_261_122;
const pick = <Item>(items: readonly Item[]): Item => items[(seed = (seed * 48_271) % 2_147_483_647) % items.length]!;

const { rows: units } = await product.context.database.system.query<{ id: number }>(
  `insert into units (code, kind, name, valid_from) values ('80', 'province', 'Tỉnh Này', '2025-07-01') returning id`,
);
const organisations = [
  await addOrganisation(product, 'mot', { gln: gln(901), unit_id: units[0]!.id }),
  await addOrganisation(product, 'hai', { gln: gln(902) }),
  await addOrganisation(product, 'ba', { gln: gln(903) }),
];

/** Each round one organisation says something of things and places that others speak of too, under levels of its own. */
for (let round = 0; round < rounds; round++) {
  const orgId = pick(organisations);
  const level = () => pick(disclosureLevels);
  const levels = { what: level(), where: level(), who: level(), quantity: level(), documents: level(), ilmd: level() };
  await changeDisclosure(product.context.database.system, orgId, levels, { at: product.clock, actor: 'test' });
  await captureEvents(product, orgId, [eventOf(round)]);
}

function eventOf(round: number): JsonEvent {
  const common = {
    readPoint: { id: placeUri(1 + (round % 7)) },
    ...(round % 3 === 0 ? { bizLocation: { id: pick([placeUri(20 + (round % 5)), 'https://example.com/places/yard']) } } : {}),
    bizStep: pick(['shipping', `${ownSteps}rinsing`, `${ownSteps}s${round % 4}`]),
    disposition: pick(['in_transit', 'https://example.com/disp/cool']),
    destinationList: [{ type: 'possessing_party', destination: partyUri(pick([901, 902, 903])) }],
  };
  const time = `2026-10-${String(1 + (round % 28)).padStart(2, '0')}T08:00:00+07:00`;
  if (round % 5 === 0)
    return makeEvent('AggregationEvent', time, {
      action: 'ADD',
      parentID: caseUri(round % 3),
      childEPCs: [itemUri(1, `c${round % 9}`)],
      ...common,
    });
  if (round % 7 === 0)
    return makeEvent('TransformationEvent', time, {
      inputEPCList: [itemUri(1, `i${round % 9}`)],
      outputEPCList: ['urn:example:own:' + (round % 4)],
      ...common,
    });
  if (round % 4 === 0)
    return makeEvent(`${ownTypes}e${round % 12}`, time, {
      epcList: [itemUri(3, `s${round % 3}`)],
      ...common,
    });
  return makeEvent('ObjectEvent', time, {
    action: 'OBSERVE',
    epcList: [itemUri(1, `s${round % 11}`), itemUri(2, `s${round % 3}`)],
    quantityList: [{ epcClass: lotUri(1, 'L1'), quantity: 1 }],
    ...common,
  });
}

const officer = await addOrganisation(product, 'co-quan', { role: 'agency' });
const keys = new Map<string, string | undefined>([['public', undefined]]);
for (const [index, orgId] of organisations.entries()) keys.set(`organisation ${index}`, (await addKey(product, orgId, ['query'])).key);
keys.set('stranger', (await addKey(product, officer, ['query'])).key);

async function ask(reader: string, url: string, headers: Record<string, string> = {}) {
  const key = keys.get(reader);
  return product.app.inject({
    method: 'GET',
    url,
    headers: { accept: 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers },
  });
}

/** All members, by way of every page. */
async function listAll(reader: string, name: string, perPage = 4): Promise<string[]> {
  const members: string[] = [];
  let url: string | undefined = `/epcis/${name}?perPage=${perPage}`;
  while (url !== undefined) {
    const answer = await ask(reader, url);
    assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
    const page = answer.json() as { type: string; member: string[] };
    assert.equal(page.type, 'Collection');
    assert.ok(page.member.length <= perPage);
    members.push(...page.member);
    const next: string | undefined = /^<http:\/\/[^/]+([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
    assert.equal(answer.headers['gs1-next-page-token-expires'] !== undefined, next !== undefined);
    url = next;
  }
  assert.deepEqual([...new Set(members)], members, 'each once');
  return members;
}

interface Seen {
  type: string;
  epcList?: string[];
  childEPCs?: string[];
  parentID?: string;
  inputEPCList?: string[];
  outputEPCList?: string[];
  readPoint?: { id: string };
  bizLocation?: { id: string };
  bizStep?: string;
  disposition?: string;
}

/** What the reader sees in the events themselves. */
async function listSeen(reader: string): Promise<Record<string, Set<string>>> {
  const answer = await ask(reader, '/epcis/events?perPage=1000');
  const events = answer.json().epcisBody.queryResults.resultsBody.eventList as Seen[];
  const all = (values: (event: Seen) => (string | undefined)[]) => new Set(events.flatMap(values).filter((value) => value !== undefined));
  const isOwn = (word: string | undefined): boolean => word?.includes(':') === true;
  return {
    epcs: all((event) => [
      ...(event.epcList ?? []),
      ...(event.childEPCs ?? []),
      event.parentID,
      ...(event.inputEPCList ?? []),
      ...(event.outputEPCList ?? []),
    ]),
    readPoints: all((event) => [event.readPoint?.id]),
    bizLocations: all((event) => [event.bizLocation?.id]),
    eventTypes: new Set([...all((event) => [event.type].filter(isOwn)), ...EVENT_TYPES]),
    bizSteps: new Set([...all((event) => [event.bizStep].filter(isOwn)), ...CBV_LISTS.bizStep.rows.map(([word]) => word)]),
    dispositions: new Set([...all((event) => [event.disposition].filter(isOwn)), ...CBV_LISTS.disposition.rows.map(([word]) => word)]),
  };
}

test('each resource lists to each reader exactly what the reader sees in events, and knows exactly these members', async () => {
  let listed = 0;
  const sizes = new Set<string>();
  for (const reader of keys.keys()) {
    const seen = await listSeen(reader);
    for (const [name, values] of Object.entries(seen)) {
      assert.deepEqual(new Set(await listAll(reader, name)), values, `${name} for ${reader}`);
      sizes.add(`${name} ${values.size}`);
      listed += values.size;
    }
    // What only others see is not there, and one may not learn that it is.
    const everything = await listSeen('organisation 0');
    for (const value of [...everything['readPoints']!, ...everything['eventTypes']!, ...everything['epcs']!]) {
      const name = value.includes('/414/') ? 'readPoints' : everything['eventTypes']!.has(value) ? 'eventTypes' : 'epcs';
      const answer = await ask(reader, `/epcis/${name}/${encodeURIComponent(value)}`);
      assert.equal(answer.statusCode, seen[name]!.has(value) ? 200 : 404, `${value} for ${reader}`);
      if (answer.statusCode === 200) assert.deepEqual(answer.json().member, ['events']);
    }
  }
  assert.ok(listed > 300, `${listed} members`);
  assert.ok(sizes.size > 8, `readers see different lists: ${sizes.size}`);
});

test('an officer and an administrator see what row policies and levels let them', async () => {
  const sizes: number[] = [];
  const readers: readonly Reader[] = [
    { kind: 'agency', orgId: officer, unitIds: [units[0]!.id] },
    { kind: 'agency', orgId: officer, unitIds: [] },
    { kind: 'administrator' },
  ];
  for (const reader of readers)
    for (const [name, column] of [
      ['readPoints', 'read_point'],
      ['bizLocations', 'biz_location'],
    ] as const) {
      const { rows } = await asReader(product.context.database, reader, (db) =>
        db.query<{ value: string }>({
          text: `select distinct ${column} as value from events where ${column} is not null and nguon_sees(disclosure, org_id, party_ids, 2)`,
        }),
      );
      const { members, last } = await listMembers(product.context, reader, name, '', 1_000);
      assert.deepEqual(members, rows.map(({ value }) => value).sort(), `${name} for ${JSON.stringify(reader)}`);
      assert.equal(last, undefined);
      for (const member of members)
        assert.deepEqual(
          await readMember(product.context, reader, name, member.includes(':') ? member : `https://id.gs1.org/${member}`, {}),
          { kind: 'known' },
        );
      sizes.push(members.length);
    }
  assert.ok(sizes[0]! > sizes[2]! && sizes[4]! > sizes[0]!, sizes.join());
});

test('the events below a member are those of the query with its parameter', async () => {
  let events = 0;
  for (const [name, parameter] of [
    ['epcs', 'MATCH_anyEPC'],
    ['readPoints', 'EQ_readPoint'],
    ['bizLocations', 'EQ_bizLocation'],
    ['bizSteps', 'EQ_bizStep'],
    ['dispositions', 'EQ_disposition'],
    ['eventTypes', 'eventType'],
  ] as const)
    for (const reader of ['public', 'organisation 1']) {
      for (const member of (await listAll(reader, name, 100)).filter((value) => value.includes(':') || name === 'eventTypes').slice(0, 5)) {
        const below = await ask(reader, `/epcis/${name}/${encodeURIComponent(member)}/events?perPage=500`);
        const plain = await ask(reader, `/epcis/events?perPage=500&${parameter}=${encodeURIComponent(member)}`);
        assert.equal(below.statusCode, 200, below.body);
        const listOf = (answer: typeof below) => answer.json().epcisBody.queryResults.resultsBody.eventList as unknown[];
        assert.deepEqual(listOf(below), listOf(plain), `${name} ${member}`);
        events += listOf(below).length;
      }
    }
  assert.ok(events > 100, `${events} events`);
});

test('pages of events below a member go on; the fixed parameter given again is refused; other parameters narrow', async () => {
  const path = '/epcis/bizSteps/shipping/events';
  const first = await ask('organisation 0', `${path}?perPage=2`);
  const next = /^<http:\/\/[^/]+([^>]+)>; rel="next"$/.exec(String(first.headers.link))?.[1];
  assert.ok(next?.startsWith(path));
  assert.equal((await ask('organisation 0', next!)).statusCode, 200);
  const again = await ask('public', `${path}?EQ_bizStep=shipping`);
  assert.equal(again.statusCode, 400);
  assert.equal(again.json().type, 'epcisException:QueryParameterException');
  const narrowed = await ask('public', `${path}?EQ_action=DELETE`);
  assert.deepEqual(narrowed.json().epcisBody.queryResults.resultsBody.eventList, []);
});

test('paths take URIs, CURIEs, bare words, EPC URNs and CBV in every spelling', async () => {
  for (const value of [
    'shipping',
    'cbv:BizStep-shipping',
    'urn:epcglobal:cbv:bizstep:shipping',
    'https://ref.gs1.org/cbv/BizStep-shipping',
  ]) {
    assert.equal((await ask('public', `/epcis/bizSteps/${encodeURIComponent(value)}`)).statusCode, 200, value);
    assert.equal((await ask('public', `/epcis/bizSteps/${encodeURIComponent(value)}/events`)).statusCode, 200, value);
  }
  const extensions = { 'gs1-extensions': `ex=${ownSteps}` };
  const byCurie = await ask('organisation 0', '/epcis/bizSteps/ex%3Arinsing/events', extensions);
  assert.equal(byCurie.statusCode, 200, byCurie.body);
  assert.ok(byCurie.json().epcisBody.queryResults.resultsBody.eventList.length > 0);
  const list = await ask('organisation 0', '/epcis/bizSteps?perPage=100', extensions);
  assert.ok(list.json().member.includes('ex:rinsing'));
  assert.deepEqual(list.json()['@context'].at(-1), { ex: ownSteps });
  assert.equal((await ask('public', '/epcis/bizSteps/ex%3Arinsing')).statusCode, 404, 'a prefix that nobody told');
  const [epc] = await listAll('organisation 0', 'epcs');
  assert.equal(
    (await ask('organisation 0', `/epcis/epcs/${encodeURIComponent(epc!.replace('id.gs1.org', 'shop.example'))}`)).statusCode,
    200,
  );
});

test("event types of one's own are found by URI and CURIE, and their events are answered in JSON and in XML", async () => {
  const extensions = { 'gs1-extensions': `ex=${ownTypes}` };
  const list = await ask('organisation 0', '/epcis/eventTypes?perPage=100', extensions);
  assert.ok(list.json().member.includes('ex:e0'), list.body);
  const whole = encodeURIComponent(`${ownTypes}e0`);
  for (const value of [whole, 'ex%3Ae0'])
    for (const accept of ['application/json', 'application/xml']) {
      const below = await ask('organisation 0', `/epcis/eventTypes/${value}/events?perPage=100`, { ...extensions, accept });
      assert.equal(below.statusCode, 200, below.body);
      assert.match(String(below.headers['content-type']), new RegExp(accept.slice(-3)));
      assert.match(below.body, /e0/);
    }
  assert.equal((await ask('public', '/epcis/eventTypes/ex%3Ae0')).statusCode, 404, 'a prefix that nobody told');
  assert.equal((await ask('organisation 0', `/epcis/eventTypes/${encodeURIComponent(`${ownTypes}none`)}`)).statusCode, 404);
  for (const value of ['epcis:ObjectEvent', 'https://ref.gs1.org/epcis/ObjectEvent'])
    assert.equal((await ask('public', `/epcis/eventTypes/${encodeURIComponent(value)}`)).statusCode, 200, value);
});

test('what was captured before event types were listed is listed by the migration, to the same readers', async () => {
  const { system } = product.context.database;
  const rowsNow = () =>
    system.query(`select audience, org_id, value from listed_values where resource = ${listedResources.eventTypes} order by 1, 2, 3`);
  const before = (await rowsNow()).rows;
  assert.ok(before.length > 3, `${before.length} rows`);
  await system.query(`delete from listed_values where resource = ${listedResources.eventTypes}`);
  await system.query(readFileSync('db/migrations/0036-listed-event-types.sql', 'utf8'));
  assert.deepEqual((await rowsNow()).rows, before);
});

test('identifiers are written in the form asked for', async () => {
  const urns = (await ask('organisation 0', '/epcis/readPoints', { 'gs1-epc-format': 'Always_EPC_URN' })).json().member as string[];
  const links = (await ask('organisation 0', '/epcis/readPoints')).json().member as string[];
  assert.equal(urns.length, links.length);
  assert.ok(links.every((link) => link.startsWith('https://id.gs1.org/414/')));
  assert.equal((await ask('public', '/epcis/readPoints', { 'gs1-epc-format': 'Sometimes' })).statusCode, 406);
});

test('the first page of all is a fixed list; an event type that no event has is no member', async () => {
  assert.deepEqual((await ask('public', '/epcis')).json().member.toSorted(), [
    'bizLocations',
    'bizSteps',
    'capture',
    'dispositions',
    'epcs',
    'eventTypes',
    'events',
    'queries',
    'readPoints',
  ]);
  assert.equal((await ask('public', '/epcis/eventTypes/QuantityEvent')).statusCode, 404);
});

test('what is no member, no page or no form is refused in its kind', async () => {
  for (const [url, status] of [
    ['/epcis/bizSteps/not_a_step', 404],
    ['/epcis/dispositions/asleep/events', 404],
    ['/epcis/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F09520001000011%2F21%2F1', 400],
    ['/epcis/epcs/urn%3Aepc%3Aidpat%3Asgtin%3A9520001.*.*', 404],
    ['/epcis/epcs/%00', 400],
    [`/epcis/epcs/${'a'.repeat(2_000)}`, 400],
    [`/epcis/readPoints/${encodeURIComponent("'; drop table events; --")}`, 400],
    ['/epcis/epcs?perPage=0', 400],
    ['/epcis/epcs?perPage=2&perPage=3', 400],
    ['/epcis/epcs?EQ_action=ADD', 400],
    ['/epcis/epcs?nextPageToken=v1.AAAA', 400],
    ['/epcis/epcs?nextPageToken=', 400],
    [`/epcis/readPoints?nextPageToken=${'x'.repeat(5_000)}`, 400],
    ['/epcis/epcs/urn%3Ax%3Ay/nothing', 404],
  ] as const) {
    const answer = await ask('public', url);
    assert.equal(answer.statusCode, status, `${url}: ${answer.body}`);
    assert.match(answer.json().type, /^epcisException:/);
  }
  const token = /nextPageToken=([^>]+)>/.exec(String((await ask('organisation 0', '/epcis/epcs?perPage=1')).headers.link))?.[1];
  assert.ok(token);
  assert.equal((await ask('organisation 0', `/epcis/readPoints?nextPageToken=${token}`)).statusCode, 400, 'of another list');
  const before = product.clock;
  product.clock = new Date(before.getTime() + 3_600_001);
  assert.equal((await ask('organisation 0', `/epcis/epcs?nextPageToken=${token}`)).statusCode, 400, 'expired');
  product.clock = before;
  assert.equal((await ask('public', '/epcis/epcs', { accept: 'image/png' })).statusCode, 406);
});

test('a page token tells nobody what it hides', async () => {
  const link = String((await ask('public', '/epcis/epcs?perPage=1')).headers.link);
  const token = /nextPageToken=([^>]+)>/.exec(link)?.[1] ?? '';
  assert.doesNotMatch(Buffer.from(token.slice(3), 'base64url').toString('latin1'), /01\/|09520/);
});

test('a named query is run by its name, in pages; the predefined one by its own', async () => {
  const key = keys.get('organisation 0')!;
  const made = await product.app.inject({
    method: 'POST',
    url: '/epcis/queries',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ name: 'đã gửi', query: { EQ_bizStep: ['shipping'] } }),
  });
  assert.equal(made.statusCode, 201, made.body);
  const path = `/epcis/queries/${encodeURIComponent('đã gửi')}/events`;
  const run = await ask('organisation 0', `${path}?perPage=2`);
  assert.equal(run.statusCode, 200, run.body);
  assert.equal(run.json().epcisBody.queryResults.queryName, 'đã gửi');
  const plain = await ask('organisation 0', '/epcis/events?EQ_bizStep=shipping&perPage=2');
  const listOf = (answer: typeof run) => answer.json().epcisBody.queryResults.resultsBody.eventList as unknown[];
  assert.equal(listOf(run).length, 2);
  assert.deepEqual(listOf(run), listOf(plain));
  const next = /^<http:\/\/[^/]+([^>]+)>; rel="next"$/.exec(String(run.headers.link))?.[1];
  assert.ok(next?.startsWith(path));
  assert.equal(listOf(await ask('organisation 0', next!)).length > 0, true);
  assert.equal((await ask('organisation 0', `${path}?EQ_action=ADD`)).statusCode, 400);
  assert.equal((await ask('organisation 1', path)).statusCode, 404);
  assert.equal((await ask('public', path)).statusCode, 401);
  const simple = await ask('public', '/epcis/queries/SimpleEventQuery/events?EQ_bizStep=shipping&perPage=2');
  assert.equal(simple.json().epcisBody.queryResults.queryName, 'SimpleEventQuery');
});
