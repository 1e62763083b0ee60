// From EPCIS text to the trace: what reader, edges and walk find together is what a replay of the events finds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '@nguon/epcis';
import type { Direction, WalkResult } from '@nguon/trace';
import fc from 'fast-check';
import { own_hub, prepareEvent } from '../../app/capture/prepared-event.ts';
import type { NaiveFact } from './naive-trace.ts';
import { walkAll } from './walk-all.ts';
import { caseUri, gtin, itemUri, lotUri, makeDocument, makeEvent } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { replayEvents } from './event-replay.ts';
import type { PlayEvent, PlayThing, Portion } from './event-replay.ts';

const root = 'https://id.gs1.org/';
const named = (uri: string, kind: PlayThing['kind'], lot?: string): PlayThing => {
  const key = uri.slice(root.length).replace(/\/10\/[^/]+(?=\/21\/)/, '');
  return { uri, key, kind, lot };
};

const cases = [1, 2, 3].map((serial) => named(caseUri(serial), 'instance'));
const items = ['a', 'b', 'c'].map((serial) => named(itemUri(1, serial), 'instance'));
/** The same item may be named with its lot and without. */
const itemsOfLots = [
  ['L1', 'a'],
  ['L2', 'd'],
].map(([lot, serial]) => named(`${lotUri(1, lot!)}/21/${serial}`, 'instance', `01/${gtin(1)}/10/${lot}`));
const classes = [lotUri(1, 'L1'), lotUri(1, 'L2'), lotUri(2, 'M'), lotUri(3, 'N'), `${root}01/${gtin(3)}`].map((uri) =>
  named(uri, 'class'),
);
const everything = [...cases, ...items, ...itemsOfLots, ...classes];

const portion = (things: readonly PlayThing[]): fc.Arbitrary<Portion> =>
  fc
    .record({
      thing: fc.constantFrom(...things),
      quantity: fc.option(fc.constantFrom(1, 5, 10), { freq: 5, nil: undefined }),
      uom: fc.constantFrom('KGM' as const, undefined),
    })
    .map(({ thing, quantity, uom }) =>
      thing.kind === 'class' && quantity !== undefined ? { thing, quantity, uom } : { thing, quantity: undefined, uom: undefined },
    );
const portions = (minLength: number): fc.Arbitrary<Portion[]> =>
  fc.uniqueArray(portion(everything), { minLength, maxLength: 3, selector: ({ thing }) => thing.key });
/** Two events may put one item into two lots. */
const lotNumber = fc.option(fc.constantFrom('L1', 'L1', 'L2'), { nil: undefined });
const time = fc.integer({ min: 0, max: 9 });

const transformation = fc
  .record({
    type: fc.constant('transformation' as const),
    time,
    inputs: portions(0),
    outputs: portions(0),
    id: fc.option(fc.constantFrom('urn:x:t1', 'urn:x:t2'), { nil: undefined, freq: 2 }),
    lotNumber,
  })
  .filter(({ inputs, outputs, id }) => (id === undefined ? inputs.length > 0 && outputs.length > 0 : inputs.length + outputs.length > 0));
const packing = fc
  .record({
    type: fc.constantFrom('aggregation' as const, 'aggregation' as const, 'association' as const),
    time,
    action: fc.constantFrom('ADD' as const, 'ADD' as const, 'ADD' as const, 'OBSERVE' as const, 'DELETE' as const),
    parent: fc.constantFrom(...cases, ...cases, items[0]!, items[1]!),
    children: portions(0),
  })
  .map((event) => ({ ...event, children: event.children.filter(({ thing }) => thing.key !== event.parent.key) }))
  .filter(({ action, children }) => action === 'DELETE' || children.length > 0);
const object = fc.record({
  type: fc.constant('object' as const),
  time,
  action: fc.constantFrom('ADD' as const, 'OBSERVE' as const),
  things: portions(1),
  lotNumber,
});

/** In the order of arrival. With `apart` no two are of one time, so that the order of arrival cannot matter. */
const history = fc
  .record({
    events: fc.array(
      fc.oneof({ weight: 3, arbitrary: transformation }, { weight: 5, arbitrary: packing }, { weight: 1, arbitrary: object }),
      { minLength: 4, maxLength: 16, size: 'max' },
    ),
    apart: fc.boolean(),
  })
  .map(({ events, apart }) => ({
    apart,
    events: events.map((event, index): PlayEvent => (apart ? { ...event, time: event.time * 100 + index } : event)),
  }));

const listUris = (some: readonly Portion[]): string[] =>
  some.filter(({ thing }) => thing.kind === 'instance').map(({ thing }) => thing.uri);
const listAmounts = (some: readonly Portion[]): JsonEvent[] =>
  some.filter(({ thing }) => thing.kind === 'class').map(({ thing, quantity, uom }) => ({ epcClass: thing.uri, quantity, uom }));

function writeEvent(event: PlayEvent): JsonEvent {
  const when = new Date(Date.UTC(2026, 9, 1) + event.time * 60_000).toISOString();
  const ilmd = (lot: string | undefined): JsonEvent => (lot === undefined ? {} : { ilmd: { 'cbvmda:lotNumber': lot } });
  if (event.type === 'transformation') {
    return makeEvent('TransformationEvent', when, {
      inputEPCList: listUris(event.inputs),
      inputQuantityList: listAmounts(event.inputs),
      outputEPCList: listUris(event.outputs),
      outputQuantityList: listAmounts(event.outputs),
      transformationID: event.id,
      ...ilmd(event.lotNumber),
    });
  }
  if (event.type === 'object')
    return makeEvent('ObjectEvent', when, {
      action: event.action,
      epcList: listUris(event.things),
      quantityList: listAmounts(event.things),
      ...(event.action === 'ADD' ? ilmd(event.lotNumber) : {}),
    });
  const type = event.type === 'aggregation' ? 'AggregationEvent' : 'AssociationEvent';
  return makeEvent(type, when, {
    action: event.action,
    parentID: event.parent.uri,
    childEPCs: listUris(event.children),
    childQuantityList: listAmounts(event.children),
  });
}

/** The rows of `edges` that capture writes for the text of these events; `seq` counts arrivals from 1. */
function captureFacts(arrived: readonly PlayEvent[]): NaiveFact[] {
  const reading = readDocument(makeDocument(arrived.map(writeEvent)), { eventsMax: 100, depthMax: 20, faultsMax: 20 });
  assert.deepEqual([reading.faults, ...reading.events.map(({ faults }) => faults)].flat(), []);
  return reading.events.flatMap(({ event }, index) => {
    assert.ok(event !== undefined);
    const seq = String(index + 1);
    return prepareEvent(event).edges.map((edge): NaiveFact => ({
      ...edge,
      hub: edge.hub === own_hub ? own_hub + seq : edge.hub,
      time_ms: event.eventTime_ms,
      seq,
    }));
  });
}

const inOrder = (arrived: readonly PlayEvent[]): PlayEvent[] => arrived.toSorted((a, b) => a.time - b.time);

/** As `replayEvents` says it: events by their place in the order of time. */
function spell({ nodes, steps }: WalkResult, arrived: readonly PlayEvent[]): { roles: string[]; steps: string[] } {
  const order = inOrder(arrived);
  const at = (moment: { seq: string } | undefined): number =>
    moment === undefined ? order.length : order.indexOf(arrived[Number(moment.seq) - 1]!);
  const spelt = steps.map((step) => {
    if (step.kind === 'ofLot') return `7 ${step.item} ${step.lot}`;
    if (step.kind === 'stay') return `in ${step.child} ${step.stay.parent} ${at(step.stay.from)} ${at(step.stay.until)}`;
    return `${step.fact.kind === 1 ? 'inputs' : 'outputs'} ${step.fact.thing} ${at(step.fact)}`;
  });
  return { roles: nodes.map(({ thing, role }) => `${thing} ${role}`).sort(), steps: [...new Set(spelt)].sort() };
}

const runs = Number(process.env['NGUON_TRACE_RUNS'] ?? 600);

test('from text to trace: reader, edges and walk find what a replay of the events finds, in any order of arrival', () => {
  const seen = { late: 0, shared: 0, emptied: 0, long: 0, parts: 0, moved: 0 };
  fc.assert(
    fc.property(
      history,
      fc.constantFrom(...everything),
      fc.constantFrom<Direction>('back', 'forward'),
      fc.infiniteStream(fc.nat()),
      ({ events, apart }, start, direction, keys) => {
        const order = inOrder(events);
        const expected = replayEvents(order, start.key, direction);
        const facts = captureFacts(events);
        assert.deepEqual(spell(walkAll(facts, start.key, direction), events), expected);
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((one) => [keys.next().value, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one);
        assert.deepEqual(spell(walkAll(shuffle(facts), start.key, direction), events), expected, 'rows in another order');
        if (apart) {
          const rearrived = shuffle(events);
          assert.deepEqual(
            spell(walkAll(captureFacts(rearrived), start.key, direction), rearrived),
            expected,
            'events arrived in another order',
          );
        }
        if (order.some((event, index) => event !== events[index])) seen.late++;
        if (events.filter((event) => event.type === 'transformation' && event.id === 'urn:x:t1').length > 1) seen.shared++;
        if (events.some((event) => event.type === 'aggregation' && event.action === 'DELETE' && event.children.length === 0))
          seen.emptied++;
        if (expected.steps.length > 4) seen.long++;
        if (expected.roles.some((role) => role.endsWith(' part'))) seen.parts++;
        if (expected.steps.some((step) => step.startsWith('in ') && !step.endsWith(` ${order.length}`))) seen.moved++;
      },
    ),
    { numRuns: runs },
  );
  assert.ok(
    Object.values(seen).every((count) => count > runs / 40),
    `too few of one kind: ${JSON.stringify(seen)} of ${runs}`,
  );
});
