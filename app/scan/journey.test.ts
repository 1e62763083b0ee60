// Stations, hand-overs nobody confirmed, and what of a lot's life belongs to one of its items.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, event, facts, item, lot, now_ms, state } from '../../test/support/scan-facts.ts';
import type { EventFact } from './facts.ts';
import { makeJourney } from './journey.ts';

const handOvers = (...events: EventFact[]) =>
  makeJourney(facts({ events }), codeOf(`/${item}`), now_ms).stations.map((station) => station.handOver ?? '');

test('a shipment followed by a receipt is confirmed', () => {
  assert.deepEqual(handOvers(event(90, 'shipping'), event(80, 'receiving')), ['', '']);
});

test('a shipment with no receipt is broken once something else follows or it is old', () => {
  assert.deepEqual(handOvers(event(90, 'shipping')), ['broken']);
  assert.deepEqual(handOvers(event(10, 'shipping'), event(5, 'stocking')), ['broken', '']);
  assert.deepEqual(handOvers(event(10, 'shipping')), ['on_the_way']);
});

test('of a lot each receipt confirms one shipment, the earliest; a piece is received once; a cancelled shipment waits for none', () => {
  const ofLot = (...steps: [number, string][]) => {
    const events = steps.map(([hoursAgo, step]) => event(hoursAgo, step, { via: lot, role: 11 }));
    return makeJourney(facts({ events, lots: [] }), codeOf(`/${lot}`), now_ms).stations.map((station) => station.handOver ?? '');
  };
  assert.deepEqual(ofLot([90, 'shipping'], [85, 'shipping'], [80, 'receiving']), ['', 'broken', '']);
  assert.deepEqual(ofLot([90, 'shipping'], [85, 'void_shipping']), ['', '']);
  assert.deepEqual(handOvers(event(90, 'shipping'), event(85, 'shipping'), event(80, 'receiving')), ['', '', '']);
  assert.deepEqual(handOvers(event(90, 'shipping'), event(85, 'void_shipping')), ['', '']);
  assert.deepEqual(handOvers(event(95, 'receiving'), event(90, 'shipping')), ['', 'broken']);
});

test('another party that ships without having received breaks the chain', () => {
  assert.deepEqual(handOvers(event(90, 'shipping'), event(80, 'shipping', { org_id: 2 }), event(75, 'receiving')), ['broken', '', '']);
});

test('an item with a life of its own keeps from its lot what came before it', () => {
  const events = [
    event(60, 'collecting', { via: lot }),
    event(50, 'commissioning'),
    event(40, 'shipping', { via: lot }),
    event(30, 'stocking'),
  ];
  const journey = makeJourney(facts({ states: [state({ activated_ms: events[1]!.time_ms })], events }), codeOf(`/${item}`), now_ms);
  assert.deepEqual(
    journey.stations.map(({ event: { biz_step } }) => biz_step),
    ['collecting', 'commissioning', 'stocking'],
  );
  const silent = makeJourney(
    facts({ states: [state({ activated_ms: events[1]!.time_ms })], events: events.slice(0, 3) }),
    codeOf(`/${item}`),
    now_ms,
  );
  assert.equal(silent.stations.length, 3, 'an item nobody scans lives with its lot');
});

test('events of a case are marked with it; events beyond the page are counted', () => {
  const journey = makeJourney(
    facts({
      containers: ['00/1', '00/2'],
      containment: [{ thing: item, hub: '00/1', kind: 3, time_ms: now_ms - 31 * 3_600_000, seq: '0', quantity: null, uom: null }],
      // What it never lay in does not count, whatever else was read.
      events: [event(30, 'shipping', { via: '00/1' }), event(29, 'receiving', { via: '00/2' })],
      states: [state({ event_count: 44 })],
    }),
    codeOf(`/${item}`),
    now_ms,
  );
  assert.deepEqual(
    journey.stations.map(({ container }) => container),
    ['00/1'],
  );
  assert.equal(journey.more, 44);
});
