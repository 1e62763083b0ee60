// A document read in passing is the document read at once: the same events, the same faults, the same counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventReading } from '@nguon/epcis';
import { itemUri, makeDocument, makeEvent } from '../../test/support/sample-events.ts';
import { readCapture } from './read-capture.ts';
import type { SoundReading } from './read-capture.ts';

const xmlEvent = (time: string): string =>
  `<ObjectEvent><eventTime>${time}</eventTime><eventTimeZoneOffset>+07:00</eventTimeZoneOffset><epcList><epc>${itemUri(1, 'X')}</epc></epcList><action>OBSERVE</action></ObjectEvent>`;
const options = { eventsMax: 100, extensions: undefined, now: new Date('2026-11-20T00:00:00Z') };
const seen = (time: string, serial: string) => makeEvent('ObjectEvent', time, { action: 'OBSERVE', epcList: [itemUri(1, serial)] });

const documents = {
  'JSON with faults of every kind': {
    mediaType: 'application/ld+json',
    eventsMax: 100,
    body: makeDocument([
      seen('2026-11-18T06:20:00+07:00', 'A'),
      seen('2030-11-18T06:20:00+07:00', 'B'),
      makeEvent('ObjectEvent', 'yesterday', { action: 'LOOK', epcList: [itemUri(1, 'C')] }),
      makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', { action: 'OBSERVE', epcList: [`urn:x:${'y'.repeat(1_001)}`] }),
      seen('2026-11-18T07:20:00+07:00', 'D'),
    ]),
    sound: 2,
  },
  'JSON with too many events': {
    mediaType: 'application/json',
    eventsMax: 1,
    body: makeDocument([seen('2026-11-18T06:20:00+07:00', 'A'), seen('2026-11-18T06:20:00+07:00', 'B')]),
    sound: 0,
  },
  'XML with a fault': {
    mediaType: 'application/xml',
    eventsMax: 100,
    body: `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-11-19T00:00:00Z"><EPCISBody><EventList>${xmlEvent('2026-11-18T06:20:00Z')}${xmlEvent('2031-11-18T06:20:00Z')}${xmlEvent('2026-11-18T08:20:00Z')}</EventList></EPCISBody></epcis:EPCISDocument>`,
    sound: 2,
  },
} as const;

for (const [name, { sound, body, mediaType, eventsMax }] of Object.entries(documents))
  test(`in passing as at once: ${name}`, () => {
    const taken: SoundReading[] = [];
    const passing = readCapture(body, { ...options, mediaType, eventsMax }, (event) => void taken.push(event));
    const whole = readCapture(body, { ...options, mediaType, eventsMax });
    const soundOf = (events: readonly EventReading[]): unknown[] =>
      events.flatMap(({ event, index, path }) => (event === undefined ? [] : [{ event, index, path }]));
    assert.equal(taken.length, sound);
    assert.deepEqual(taken, soundOf(whole.events));
    assert(passing.events.every(({ event }) => event === undefined));
    const told = ({ events, faults, faultsTotal, warnings }: typeof whole) => [
      faults,
      faultsTotal,
      warnings,
      events.map((event) => [event.index, event.path, event.faults]),
    ];
    assert.deepEqual(told(passing), told(whole));
    assert.equal(whole.faultsTotal > 0, true);
  });
