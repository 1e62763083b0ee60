// Properties: reading never throws, spelling never changes the hash, writing never changes the event.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { checkDigit, toEpcUrn } from '@nguon/gs1';
import { EPC_FORMATS, HASH_EDITIONS, prehashEvent, readDocument, writeEvent } from '@nguon/epcis';
import type { CbvKind, EpcisEvent } from '@nguon/epcis';
import { BUSINESS_STEPS, DISPOSITIONS } from './cbv-words.ts';
import { findCbvWebUri } from './cbv.ts';

const limits = { eventsMax: 100, depthMax: 64, faultsMax: 50 };
const CONTEXT = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: 'https://ns.example.com/' }];

function readOne(event: object): EpcisEvent {
  const reading = readDocument(JSON.stringify({ '@context': CONTEXT, ...event }), limits);
  assert.deepEqual([...reading.faults, ...reading.events.flatMap(({ faults }) => faults)], [], JSON.stringify(event));
  return reading.events[0]!.event!;
}

const digits = (count: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
const withCheck = (text: string): string => text + checkDigit(text);

const gtin = digits(5).map((item) => withCheck(`09521234${item}`));
const item = fc.tuple(gtin, fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/)).map(([id, serial]) => `https://id.gs1.org/01/${id}/21/${serial}`);
const lot = fc.tuple(gtin, fc.stringMatching(/^[A-Z0-9]{1,8}$/)).map(([id, number]) => `https://id.gs1.org/01/${id}/10/${number}`);
const place = digits(5).map((number) => `https://id.gs1.org/414/${withCheck(`9521234${number}`)}`);
const party = digits(5).map((number) => `https://id.gs1.org/417/${withCheck(`9521234${number}`)}`);
const amount = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0.001, max: 1e6, noNaN: true }));
const time = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
const nested = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.stringMatching(/^(ex:)?[a-z]{1,6}$/), scalar, { maxKeys: 3 }),
);
const extension = fc.dictionary(fc.stringMatching(/^ex:[a-z]{1,6}$/), nested, { maxKeys: 3 });

const objectEvent = fc.record(
  {
    type: fc.constant('ObjectEvent'),
    eventTime: time,
    eventTimeZoneOffset: fc.constantFrom('+07:00', '-05:30', '+00:00'),
    action: fc.constantFrom('ADD', 'OBSERVE', 'DELETE'),
    epcList: fc.uniqueArray(item, { maxLength: 4 }),
    quantityList: fc.array(fc.record({ epcClass: lot, quantity: amount, uom: fc.constantFrom('KGM', 'LTR') }), {
      minLength: 1,
      maxLength: 3,
    }),
    bizStep: fc.constantFrom(...BUSINESS_STEPS.map(([word]) => word)),
    disposition: fc.constantFrom(...DISPOSITIONS.map(([word]) => word)),
    readPoint: place.map((id) => ({ id })),
    sourceList: fc.array(
      party.map((source) => ({ type: 'owning_party', source })),
      { maxLength: 2 },
    ),
    bizTransactionList: fc.array(fc.constantFrom({ type: 'po', bizTransaction: 'urn:epcglobal:cbv:bt:9521234000009:1' }), { maxLength: 2 }),
  },
  { requiredKeys: ['type', 'eventTime', 'eventTimeZoneOffset', 'action', 'epcList'] },
);
const event = fc.tuple(objectEvent, extension).map(([standard, own]) => ({ ...own, ...standard }));

test('writing in any format and reading again gives the same hash and the same index', () => {
  fc.assert(
    fc.property(event, fc.constantFrom(...EPC_FORMATS), (given, epcFormat) => {
      const first = readOne(given);
      const { json } = writeEvent(first.body, {
        epcFormat,
        prefixLength: () => 7,
        eventId: 'urn:uuid:1',
        recordTime: '2026-01-01T00:00:00Z',
      });
      const back = readDocument(json, limits);
      assert.equal(back.faultsTotal, 0, json);
      const second = back.events[0]!.event!;
      assert.equal(prehashEvent(second), prehashEvent(first));
      assert.equal(second.eventId, 'urn:uuid:1');
      const index = (read: EpcisEvent): unknown => read.things.map(({ id, role, quantity, uom }) => [id.thing, role, quantity, uom]);
      assert.deepEqual(index(second), index(first));
    }),
    { numRuns: 300 },
  );
});

/** Another spelling of each identifier, word and time, and another order of lists and keys. */
function respell(given: Record<string, unknown>, random: () => number): Record<string, unknown> {
  const other = (value: string, field: string): string => {
    if (value.startsWith('https://id.gs1.org/')) {
      const urn = toEpcUrn(value, () => 7);
      if (random() < 0.5 && urn.ok) return urn.value;
      return value.replace('https://id.gs1.org', 'https://shop.example/some');
    }
    const kind = ({ bizStep: 'bizStep', disposition: 'disposition' } as Record<string, CbvKind>)[field];
    if (kind !== undefined) {
      const urn = `urn:epcglobal:cbv:${kind === 'bizStep' ? 'bizstep' : 'disp'}:${value}`;
      return random() < 0.5 ? urn : (findCbvWebUri(kind, value) ?? value);
    }
    if (field === 'eventTime') return new Date(Date.parse(value) + 7 * 3_600_000).toISOString().replace('Z', '000+07:00');
    return value;
  };
  const walk = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') return other(value, field);
    if (Array.isArray(value)) return value.map((member) => walk(member, field)).reverse();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, key.startsWith('ex:') ? member : walk(member, key)]),
    );
  };
  return { ...(walk(given, '') as Record<string, unknown>), recordTime: '2026-02-02T00:00:00Z', eventID: 'urn:uuid:2' };
}

test('every spelling of an event has one hash', () => {
  let changed = 0;
  fc.assert(
    fc.property(event, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (given, stream) => {
      const other = respell(given, () => stream.next().value as number);
      if (JSON.stringify(other) !== JSON.stringify(given)) changed += 1;
      const [left, right] = [readOne(other), readOne(given)];
      for (const edition of HASH_EDITIONS) assert.equal(prehashEvent(left, edition), prehashEvent(right, edition));
    }),
    { numRuns: 300 },
  );
  assert.equal(changed, 300);
});

test('another value in any field gives another hash', () => {
  const base = {
    type: 'ObjectEvent',
    eventTime: '2026-05-04T08:30:00Z',
    eventTimeZoneOffset: '+07:00',
    action: 'ADD',
    epcList: ['urn:x:1'],
  };
  // prettier-ignore
  const changes = [
    { eventTime: '2026-05-04T08:30:00.001Z' }, { eventTimeZoneOffset: '+06:00' }, { action: 'DELETE' }, { epcList: ['urn:x:2'] },
    { epcList: ['urn:x:1', 'urn:x:2'] }, { quantityList: [{ epcClass: 'urn:x:1' }] }, { quantityList: [{ epcClass: 'urn:x:1', quantity: 2 }] },
    { bizStep: 'shipping' }, { bizStep: 'receiving' }, { disposition: 'active' }, { persistentDisposition: { set: ['active'] } },
    { persistentDisposition: { unset: ['active'] } }, { readPoint: { id: 'urn:x:1' } }, { readPoint: { id: 'urn:x:1', 'ex:a': 1 } },
    { bizLocation: { id: 'urn:x:1' } }, { bizTransactionList: [{ bizTransaction: 'urn:x:1' }] },
    { bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:1' }] }, { sourceList: [{ type: 'location', source: 'urn:x:1' }] },
    { destinationList: [{ type: 'location', destination: 'urn:x:1' }] }, { ilmd: { 'ex:a': 1 } }, { 'ex:a': 1 }, { 'ex:b': 1 }, { 'ex:a': '2' },
    { 'ex:a': { 'ex:b': 1 } }, { certificationInfo: ['urn:x:1'] }, { sensorElementList: [{ sensorReport: [{ type: 'Count', value: 1 }] }] },
    { sensorElementList: [{ sensorReport: [{ type: 'Count', value: 1, bizRules: 'urn:x:1' }] }] },
  ];
  const hashes = new Set([base, ...changes.map((change) => ({ ...base, ...change }))].map((given) => prehashEvent(readOne(given))));
  assert.equal(hashes.size, changes.length + 1);
});

test('siblings are sorted by code point, also beyond U+FFFF', () => {
  const base = { type: 'ObjectEvent', eventTime: '2026-05-04T08:30:00Z', eventTimeZoneOffset: '+07:00', action: 'ADD', epcList: [] };
  const written = prehashEvent(readOne({ ...base, 'ex:a': ['\u{1f600}', '\ufb00', 'z'] }));
  const name = '{https://ns.example.com/}a';
  assert.ok(written.endsWith(`${name}=z${name}=\ufb00${name}=\u{1f600}`), written);
});

test('reading never throws, whatever the document', () => {
  const anything = fc.jsonValue({ maxDepth: 4 });
  const key = fc.constantFrom(
    'type',
    '@context',
    'eventTime',
    'epcList',
    'quantityList',
    'bizStep',
    'readPoint',
    'sensorElementList',
    'ilmd',
    'ex:a',
    'epcisBody',
    'epcisHeader',
    'errorDeclaration',
    'sourceList',
    'persistentDisposition',
  );
  const wild = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(
        'ObjectEvent',
        'EPCISDocument',
        'EPCISQueryDocument',
        'AggregationEvent',
        '',
        null,
        5,
        'urn:epc:id:sgtin:1.2.3',
      ),
      anything,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  })).value;
  let sound = 0;
  fc.assert(
    fc.property(wild, event, key, (value, good, field) => {
      for (const root of [value, { '@context': CONTEXT, ...good, [field]: value }]) {
        const body = {
          '@context': CONTEXT,
          type: 'EPCISDocument',
          schemaVersion: '2.0',
          creationDate: '2026-05-04T08:30:00Z',
          epcisBody: { eventList: [root] },
        };
        for (const text of [JSON.stringify(root), JSON.stringify(body)]) {
          const reading = readDocument(text, limits);
          for (const { event: read, faults } of reading.events) {
            assert.equal(read === undefined, faults.length > 0);
            if (read !== undefined) sound += 1;
            if (read !== undefined) prehashEvent(read);
          }
        }
      }
    }),
    { numRuns: 1_000 },
  );
  assert.ok(sound > 0, 'no sound event was seen');
});
