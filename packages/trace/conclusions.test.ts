// Stays, shipments, balances, last places and journeys: cases that a person can check by eye.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDecimals, compareDecimals, readDecimal, subtractDecimals, writeDecimal } from './decimal.ts';
import {
  addAmount,
  balanceMasses,
  countCompletion,
  findContainerWindows,
  findLastKnown,
  findShipments,
  findStays,
  isClassThing,
  isLotThing,
  journeyOf,
  listAmounts,
} from './index.ts';
import type { ContainmentFact, Fact, JourneyEvent, Stay, StayStep } from './index.ts';

const item = '01/09520001000015/21/1';
const lot = '01/09520001000015/10/L1';
const [box, other, pallet] = ['00/1', '00/2', '00/9'];
const fact = (
  time_ms: number,
  kind: number,
  thing: string,
  hub: string,
  quantity: string | null = null,
  uom: string | null = null,
): Fact => ({ way: 0, thing, hub, kind, time_ms, seq: String(1_000 + time_ms), quantity, uom });
const brief = (stays: readonly Stay[]): unknown[] =>
  stays.map(({ parent, from, until, end, quantity }) => [parent, from.time_ms, until?.time_ms, end, quantity]);

test('an item is in one box at a time: put elsewhere, its stay ends and says so', () => {
  assert.deepEqual(brief(findStays([fact(5, 3, item, other), fact(1, 3, item, box), fact(9, 4, item, other)], false)), [
    [box, 1, 5, 'moved', null],
    [other, 5, 9, 'taken', null],
  ]);
});

test('a DELETE without children empties the box; one of another box does nothing', () => {
  assert.deepEqual(brief(findStays([fact(1, 3, item, box), fact(2, 4, item, other), fact(3, 4, '', box)], false)), [
    [box, 1, 3, 'emptied', null],
  ]);
});

test('a lot is in several boxes, by amounts; it leaves when all of them have', () => {
  const facts = [
    fact(1, 3, lot, box, '50', 'KGM'),
    fact(2, 3, lot, other, '10', 'KGM'),
    fact(3, 4, lot, box, '20', 'KGM'),
    fact(4, 4, lot, box, '30.0', 'KGM'),
  ];
  assert.deepEqual(brief(findStays(facts, true)), [
    [box, 1, 4, 'taken', '50'],
    [other, 2, undefined, undefined, '10'],
  ]);
  assert.deepEqual(
    brief(findStays([fact(1, 3, lot, box, '50', 'KGM'), fact(2, 4, lot, box)], true)),
    [[box, 1, 2, 'taken', '50']],
    'without a quantity all is taken out',
  );
});

test('association is not exclusive', () => {
  assert.deepEqual(brief(findStays([fact(1, 5, item, box), fact(2, 5, item, other)], false)).length, 2);
});

test('classes and lots are told from pieces', () => {
  for (const name of [
    lot,
    '01/09520001000015',
    '8003/09520001000015',
    'urn:epc:class:lgtin:4012345.012345.L',
    'urn:epc:idpat:sgtin:4012345.066666.*',
  ])
    assert.ok(isClassThing(name), name);
  for (const name of [item, box, '8003/0952000100001512', '8004/9520001X', 'urn:x:anything', '414/9520000000011'])
    assert.ok(!isClassThing(name), name);
  assert.ok(isLotThing(lot) && !isLotThing('01/09520001000015') && !isLotThing(item));
});

test('decimals are exact and agree with whole-number arithmetic', () => {
  const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  const write = (value: bigint): string =>
    `${value < 0n ? '-' : ''}${(value < 0n ? -value : value) / 1000n}.${String((value < 0n ? -value : value) % 1000n).padStart(3, '0')}`;
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const [x, y] = [readDecimal(write(a))!, readDecimal(write(b))!];
      assert.equal(compareDecimals(addDecimals(x, y), readDecimal(write(a + b))!), 0);
      assert.equal(writeDecimal(subtractDecimals(x, y)), writeDecimal(readDecimal(write(a - b))!));
      assert.equal(Math.sign(compareDecimals(x, y)), a < b ? -1 : a > b ? 1 : 0);
    }),
  );
  assert.deepEqual(
    ['1.50', '-0.0', '1e3', '2.5E-2', '.5', 'x', '', '1.'].map((text) =>
      readDecimal(text) === undefined ? undefined : writeDecimal(readDecimal(text)!),
    ),
    ['1.5', '0', '1000', '0.025', '0.5', undefined, undefined, '1'],
  );
  const totals = new Map();
  for (const quantity of ['0.1', '0.2', null]) addAmount(totals, quantity, 'KGM');
  assert.deepEqual(listAmounts(totals), [{ value: '0.3', uom: 'KGM' }]);
});

const stay = (child: string, parent: string, from: number, until?: number): StayStep => ({
  kind: 'stay',
  child,
  stay: {
    parent,
    from: { time_ms: from, seq: '1' },
    until: until === undefined ? undefined : { time_ms: until, seq: '2' },
    end: until === undefined ? undefined : 'taken',
    by: 'aggregation',
    quantity: null,
    uom: null,
  },
});
const answers = (handOvers: Fact[], steps: StayStep[] = []): unknown[] =>
  findShipments({ handOvers, steps }).map(({ thing, time_ms, received, missing }) => [thing, time_ms, received, missing]);

test('a shipment is answered by a receipt of the thing, of its container, or of its content', () => {
  assert.deepEqual(answers([fact(1, 8, item, '417/1'), fact(2, 9, item, '')]), [[item, 1, 'yes', null]]);
  assert.deepEqual(
    answers([fact(2, 8, item, '417/1'), fact(1, 9, item, '')]),
    [[item, 2, 'no', null]],
    'an earlier receipt is another hop',
  );
  assert.deepEqual(answers([fact(2, 8, item, ''), fact(4, 9, pallet, '')], [stay(item, box, 1), stay(box, pallet, 3)]), [
    [item, 2, 'yes', null],
  ]);
  assert.deepEqual(
    answers([fact(2, 8, item, ''), fact(9, 9, pallet, '')], [stay(item, box, 1), stay(box, pallet, 3, 5)]),
    [[item, 2, 'no', null]],
    'the box had left the pallet',
  );
  assert.deepEqual(answers([fact(2, 8, pallet, ''), fact(4, 9, item, '')], [stay(item, box, 1), stay(box, pallet, 1)]), [
    [pallet, 2, 'yes', null],
  ]);
  assert.deepEqual(
    answers([fact(1, 8, item, '417/1'), fact(3, 8, item, '417/2'), fact(4, 9, item, '')]),
    [
      [item, 1, 'no', null],
      [item, 3, 'yes', null],
    ],
    'the receipt of the next hop does not heal this one',
  );
});

test('parts of a lot are received in order, and what is missing is told', () => {
  assert.deepEqual(
    answers([
      fact(1, 8, lot, '', '50', 'KGM'),
      fact(2, 8, lot, '', '10', 'KGM'),
      fact(3, 9, lot, '', '30', 'KGM'),
      fact(4, 9, lot, '', '25', 'KGM'),
    ]),
    [
      [lot, 1, 'yes', null],
      [lot, 2, 'part', '5'],
    ],
  );
});

test('completion counts hops', () => {
  const shipments = findShipments({ handOvers: [fact(1, 8, item, 'b'), fact(2, 9, item, 'a'), fact(1, 8, box, 'b')], steps: [] });
  assert.deepEqual(
    countCompletion(shipments, ({ to }) => ({ from: 'a', to, period: '2026-11' })),
    [{ from: 'a', to: 'b', period: '2026-11', shipped: 2, received: 1 }],
  );
});

test('masses balance only where units agree and amounts are known', () => {
  const total = (hub: string, kind: number, quantity: string | null, uom: string | null, things = 1) => ({
    hub,
    kind,
    quantity,
    uom,
    things,
    with_quantity: quantity === null ? 0 : things,
  });
  const verdicts = balanceMasses([
    total('a', 1, '60', 'KGM'),
    total('a', 1, '40', 'KGM'),
    total('a', 2, '90', 'KGM'),
    total('b', 1, '1', 'KGM'),
    total('b', 2, '1.5', 'KGM'),
    total('c', 2, '5', 'KGM'),
    total('d', 1, '1', 'KGM'),
    total('d', 2, '1000', 'GRM'),
    total('e', 1, null, null, 3),
    total('e', 2, '1', 'KGM'),
    total('f', 1, '2', null),
    total('f', 2, '2', null),
  ]).map(({ hub, verdict, difference }) => [hub, verdict, difference]);
  assert.deepEqual(verdicts, [
    ['a', 'loss', '10'],
    ['b', 'excess', '-0.5'],
    ['c', 'no_input', null],
    ['d', 'unknown', null],
    ['e', 'unknown', null],
    ['f', 'balanced', '0'],
  ]);
});

test('where a thing is: what its present container saw last, or the event that took it out', () => {
  const at = (place: string, time_ms: number) => ({ place, time_ms, seq: '5' });
  const own = new Map([
    [item, at('farm', 1)],
    [box, at('shop', 9)],
    [pallet, at('depot', 4)],
  ]);
  const look = (steps: StayStep[], emptiedAt?: ReturnType<typeof at>) => {
    const nodes = [item, box, pallet].map((thing) => ({ thing, stays: steps.filter(({ child }) => child === thing) }));
    return findLastKnown(
      nodes,
      ({ thing }) => own.get(thing),
      () => emptiedAt,
    )(nodes[0]!)?.place;
  };
  assert.equal(look([]), 'farm');
  assert.equal(look([stay(item, box, 2)]), 'shop');
  assert.equal(look([stay(item, box, 2, 5)], at('depot', 5)), 'depot', 'out of the box at the depot; the box went on without it');
  assert.equal(look([stay(item, pallet, 6)]), 'farm', 'what the pallet saw before does not count');
  assert.equal(look([stay(item, box, 2), stay(box, item, 2)]), 'shop', 'a loop ends');
});

const seen = (
  time_ms: number,
  thing: string,
  place: string | undefined,
  bizStep: string,
  orgId: number,
  isPlaceHidden = false,
): JourneyEvent => ({ seq: String(1_000 + time_ms), time_ms, thing, place, isPlaceHidden, orgId, bizStep });
const containment: ContainmentFact[] = [fact(2, 3, item, box), fact(3, 3, box, pallet), fact(6, 4, '', pallet)];

test('containers count while the thing is inside, also through other containers', () => {
  const windows = findContainerWindows(item, containment);
  assert.deepEqual(
    [...windows].map(([name, spans]) => [name, spans.map(({ from, until }) => [from.time_ms, until.time_ms])]),
    [
      [box, [[2, Infinity]]],
      [pallet, [[3, 6]]],
    ],
  );
});

test('a journey takes its own events, its containers’ while inside and its lot’s from before it was made', () => {
  const events = [
    seen(1, item, 'farm', 'commissioning', 1),
    seen(0, lot, 'field', 'harvesting', 1),
    seen(5, lot, 'elsewhere', 'shipping', 1),
    seen(4, pallet, 'farm', 'shipping', 1),
    seen(5, pallet, 'depot', 'receiving', 2),
    seen(8, pallet, 'sea', 'shipping', 2),
    seen(9, item, 'shop', 'retail_selling', 3),
  ];
  const journey = journeyOf({ thing: item, lots: [lot], facts: containment, events });
  assert.deepEqual(
    journey.stations.map(({ place, events: { length } }) => [place, length]),
    [
      ['field', 1],
      ['farm', 2],
      ['depot', 1],
      ['shop', 1],
    ],
  );
  assert.deepEqual(journey.gaps, []);
});

test('a piece that nobody sees again lives with its lot; a lot is shipped in parts, and each receipt answers the earliest', () => {
  const events = [
    seen(1, item, 'farm', 'commissioning', 1),
    seen(2, lot, 'farm', 'shipping', 1),
    seen(3, lot, 'farm', 'shipping', 1),
    seen(4, lot, 'shop', 'receiving', 2),
    seen(5, lot, 'farm', 'shipping', 1),
    seen(6, lot, 'farm', 'void_shipping', 1),
  ];
  const silent = journeyOf({ thing: item, lots: [lot], facts: [], events });
  assert.equal(silent.stations.flatMap((station) => station.events).length, 6);
  assert.deepEqual(
    silent.gaps.map(({ since_ms, goesOn }) => [since_ms, goesOn]),
    [[3, false]],
  );
  const alone = journeyOf({ thing: item, lots: [lot], facts: [], events: [...events, seen(7, item, 'market', 'retail_selling', 3)] });
  assert.deepEqual(
    alone.stations.map(({ place }) => place),
    ['farm', 'market'],
  );
});

test('a journey breaks where goods were shipped and nobody received them; a kept-back place is a station without a name', () => {
  const open = journeyOf({
    thing: item,
    lots: [],
    facts: [],
    events: [
      seen(1, item, 'farm', 'shipping', 1),
      seen(2, item, undefined, 'storing', 2, true),
      seen(3, item, 'shop', 'shipping', 3),
      seen(4, item, 'shop', 'departing', 3),
    ],
  });
  assert.deepEqual(
    open.gaps.map(({ afterStation, since_ms, goesOn }) => [afterStation, since_ms, goesOn]),
    [
      [0, 1, true],
      [2, 4, false],
    ],
  );
  assert.deepEqual(
    open.stations.map(({ place, isPlaceHidden }) => [place, isPlaceHidden]),
    [
      ['farm', false],
      [undefined, true],
      ['shop', false],
    ],
  );
});
