// A spliced event says what a rewritten one says, and what needs rewriting is never spliced.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readDocument, writeEvent } from '@nguon/epcis';
import type { WriteOptions } from '@nguon/epcis';
import { CBV_LISTS } from './cbv.ts';
import { spliceEvent } from './splice-event.ts';
import { rewriteEvent } from './write-event.ts';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';
const ID = 'urn:uuid:5a3b1c00-0000-4000-8000-000000000001';
const recordTime = '2026-11-22T03:00:00.000Z';
const options: WriteOptions = {
  epcFormat: 'Always_GS1_Digital_Link',
  prefixLength: () => undefined,
  eventId: ID,
  recordTime,
  context: 'hoisted',
};
const HEAD = `{"@context":["${CONTEXT}"],`;
const times = '"eventTime":"2026-05-04T08:30:00+07:00","eventTimeZoneOffset":"+07:00"';
const things = '"epcList":["https://id.gs1.org/01/09521234000051/21/a"]';

const splice = (members: string): string | undefined => spliceEvent(`${HEAD}${members}}`, HEAD.length, { eventId: ID, recordTime });

test('id and record time are put in behind the type, the rest is the text as captured', () => {
  const plain = `${times},"action":"ADD",${things},"bizStep":"packing","ex:weight":12.50`;
  const added = `"eventID":"${ID}"`;
  assert.equal(splice(`"type":"ObjectEvent",${plain}`), `{"type":"ObjectEvent",${added},"recordTime":"${recordTime}",${plain}}`);
  assert.equal(splice(`"type":"ObjectEvent",${added},${plain}`), `{"type":"ObjectEvent","recordTime":"${recordTime}",${added},${plain}}`);
  assert.equal(splice(`${plain},"type":"ObjectEvent"`), `{${added},"recordTime":"${recordTime}",${plain},"type":"ObjectEvent"}`);
});

const rewritten: readonly (readonly [string, string])[] = [
  ['an EPC URN', '"parentID":"urn:epc:id:sscc:9521234.0000000017"'],
  ['a paper', '"bizTransactionList":[{"bizTransaction":"urn:epc:id:gdti:9521234.00001.A1"}]'],
  ['a transformation', '"transformationID":"urn:epc:id:gdti:9521234.00001.A1"'],
  ['a device', '"sensorElementList":[{"sensorReport":[{"deviceID":"urn:epc:id:giai:9521234.tram-1"}]}]'],
  ['an empty text', '"disposition":""'],
  ['an escape', '"ex:note":"a\\u0022b"'],
  ['an escaped slash', '"bizStep":"https:\\/\\/ref.gs1.org\\/cbv\\/BizStep-packing"'],
  ['a record time of the client', '"recordTime":"2020-01-01T00:00:00Z"'],
  ['another id than that under which the event is kept', '"eventID":"ex:1"'],
  ['an id that only begins like it', `"eventID":"${ID}0"`],
  ['the id below and at the top', `"ex:part":{"eventID":"${ID}"},"eventID":"${ID}"`],
  ['the id in a part of the event only', `"ex:part":{"eventID":"${ID}"}`],
  ['white space', '"action": "ADD"'],
];

test('what needs rewriting is not spliced', () => {
  for (const [name, member] of rewritten) {
    assert.equal(splice(`"type":"ObjectEvent",${member},${things}`), undefined, name);
    assert.equal(splice(`${things},"type":"ObjectEvent",${member}`), undefined, name);
  }
});

test('no spelling of a CBV value but the bare word is spliced', () => {
  let spellings = 0;
  for (const [kind, { rows, urn, web, prefix }] of Object.entries(CBV_LISTS)) {
    const word = rows[0]![0];
    const starts =
      prefix === 'cbv'
        ? ['cbv:', 'https://ref.gs1.org/cbv/', 'http://ns.gs1.org/cbv/']
        : ['gs1:', 'https://gs1.org/voc/', 'https://www.gs1.org/voc/'];
    const others = [...starts.map((start) => `${start}${web}${word}`), ...(urn === undefined ? [] : [`urn:epcglobal:cbv:${urn}:${word}`])];
    assert.notEqual(splice(`"type":"ObjectEvent","ex:kind":"${kind}","bizStep":"${word}"`), undefined, word);
    for (const spelling of others) {
      assert.equal(splice(`"type":"ObjectEvent","bizStep":"${spelling}"`), undefined, spelling);
      spellings += 1;
    }
  }
  assert.ok(spellings > 25, `${spellings} spellings`);
});

test('an event is written in one way, also when its context is met for the first time', () => {
  const body = `{"@context":["${CONTEXT}",{"once":"https://once.example/"}],${things},"type":"ObjectEvent","once:a":1}`;
  const first = writeEvent(body, options);
  assert.deepEqual(writeEvent(body, options), first);
  assert.deepEqual([...first.context], [['once', '"https://once.example/"']]);
});

const bizStep = fc.constantFrom(
  'packing',
  'urn:epcglobal:cbv:bizstep:packing',
  'https://ref.gs1.org/cbv/BizStep-packing',
  'cbv:BizStep-packing',
  'https://ns.example.com/own',
);
const epc = fc.constantFrom(
  'https://id.gs1.org/01/09521234000051/21/a',
  'urn:epc:id:sgtin:9521234.000005.b',
  'https://shop.example/01/09521234000051/21/c',
);
const own = fc.oneof(
  fc.string(),
  fc.constantFrom('', 'x', 'eventID', 'recordTime', ID, '"eventID":"', 'cbv:', 'Kiểm tra \u{1f34f}'),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.dictionary(fc.constantFrom('eventID', 'recordTime', 'type', 'id', 'ex:a'), fc.constantFrom('', 'x', ID), { maxKeys: 2 }),
);
/** Members of an event in any order; those that must be there stand in all. */
const members = fc
  .record({
    wanted: fc.constant([
      ['type', 'ObjectEvent'],
      ['eventTime', '2026-05-04T08:30:00+07:00'],
      ['eventTimeZoneOffset', '+07:00'],
      ['action', 'OBSERVE'],
    ] as [string, unknown][]),
    epcs: fc.array(epc, { minLength: 1, maxLength: 2 }),
    rest: fc.subarray(['eventID', 'bizStep', 'disposition', 'readPoint', 'ilmd', 'ex:a', 'ex:b', 'sensors', 'errorDeclaration']),
    id: fc.constantFrom(ID, 'ex:one'),
    bizStep,
    own,
    seed: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
  })
  .map(({ wanted, epcs, rest, id, bizStep, own, seed }) => {
    const values: Record<string, unknown> = {
      eventID: id,
      bizStep,
      disposition: own === '' ? '' : 'active',
      readPoint: { id: 'https://id.gs1.org/414/9521234000013', 'ex:own': own },
      ilmd: { 'ex:own': own },
      'ex:a': own,
      'ex:b': [own, 'plain'],
      sensors: undefined,
      errorDeclaration: { declarationTime: '2026-05-05T08:30:00Z', reason: 'did_not_occur' },
    };
    const all: [string, unknown][] = [...wanted, ['epcList', epcs], ...rest.map((name): [string, unknown] => [name, values[name]])];
    const order = all.map((_, index) => seed[index]!);
    return Object.fromEntries(
      all
        .map((member, index) => ({ member, at: order[index]! }))
        .sort((a, b) => a.at - b.at)
        .map(({ member }) => member),
    );
  });

test('spliced or rewritten, an event says the same', () => {
  let [spliced, all] = [0, 0];
  fc.assert(
    fc.property(members, fc.constantFrom('inline', 'hoisted'), fc.boolean(), (event, context, hasRecordTime) => {
      const text = JSON.stringify({ '@context': [CONTEXT, { ex: 'https://ns.example.com/' }], ...event });
      const read = readDocument(text, { eventsMax: 1, depthMax: 64, faultsMax: 5 }).events[0]?.event;
      if (read === undefined) return;
      const given = { ...options, context, eventId: read.eventId ?? ID, recordTime: hasRecordTime ? recordTime : undefined } as const;
      const slow = rewriteEvent(read.body, given);
      const quick = writeEvent(read.body, given);
      assert.deepEqual(JSON.parse(quick.json), JSON.parse(slow.json));
      assert.deepEqual([...quick.context], [...slow.context]);
      all += 1;
      if (spliceEvent(read.body, read.body.indexOf('],') + 2, given) !== undefined) spliced += 1;
    }),
    { numRuns: 4_000 },
  );
  assert.ok(all > 1_000 && spliced > 200 && all - spliced > 200, `${spliced} of ${all} spliced`);
});
