// For tests only: random chains of a few things, with late entries, ties, repacking, class quantities, shared transformations and cycles.
import fc from 'fast-check';
import type { NaiveFact } from './naive-trace.ts';

const instances = ['urn:x:a', 'urn:x:b', 'urn:x:c', 'urn:x:d', '00/395200010000000019'];
const items = ['01/09520001000015/21/1', '01/09520001000015/21/2'];
const lots = ['01/09520001000015/10/L1', '01/09520001000015/10/L2', '01/09520001000022/10/M'];
export const things = [...instances, ...items, ...lots];

export const anyThing = fc.constantFrom(...things);
const anyContainer = fc.constantFrom(...instances);
const amount = fc.record({ quantity: fc.option(fc.constantFrom('1', '5', '7.5', '10'), { freq: 6 }), uom: fc.constantFrom(null, 'KGM') });
const someThings = fc.uniqueArray(anyThing, { minLength: 1, maxLength: 3 });

type Rows = Omit<NaiveFact, 'time_ms' | 'seq'>[];
const named = (
  names: readonly string[],
  hub: string,
  kind: number,
  { quantity, uom }: { quantity: string | null; uom: string | null },
): Rows =>
  names.map((thing) => ({
    thing,
    hub,
    kind,
    quantity: lots.includes(thing) ? quantity : null,
    uom: lots.includes(thing) && quantity !== null ? uom : null,
  }));

const transformation = fc
  .record({
    inputs: fc.uniqueArray(anyThing, { maxLength: 3 }),
    outputs: fc.uniqueArray(anyThing, { maxLength: 3 }),
    shared: fc.option(fc.constantFrom('T:1', 'T:2'), { freq: 3 }),
    amount,
  })
  .map(({ inputs, outputs, shared, amount: given }): Rows => [
    ...named(inputs, shared ?? 't:', 1, given),
    ...named(outputs, shared ?? 't:', 2, given),
  ]);
const packing = fc
  .record({ names: someThings, parent: anyContainer, kind: fc.constantFrom(3, 3, 3, 4, 5, 6), amount })
  .map(({ names, parent, kind, amount: given }): Rows => named(names, parent, kind, given));
const emptying = fc
  .record({ parent: anyContainer, kind: fc.constantFrom(4, 4, 6) })
  .map(({ parent, kind }): Rows => [{ thing: '', hub: parent, kind, quantity: null, uom: null }]);
/** Two events may put one item into two lots. */
const ofLot = fc
  .record({ item: fc.constantFrom(...items), lot: fc.constantFrom(lots[0]!, lots[0]!, lots[1]!) })
  .map(({ item, lot }): Rows => [{ thing: item, hub: lot, kind: 7, quantity: null, uom: null }]);
const handOver = fc
  .record({ names: someThings, kind: fc.constantFrom(8, 9) })
  .map(({ names, kind }): Rows => names.map((thing) => ({ thing, hub: '', kind, quantity: null, uom: null })));

/** Events in the order of their arrival; their times are drawn apart, so that most chains hold late entries and ties. */
export const history = fc
  .array(
    fc.record({
      time: fc.integer({ min: 0, max: 12 }),
      rows: fc.oneof(
        { weight: 4, arbitrary: transformation },
        { weight: 6, arbitrary: packing },
        { weight: 2, arbitrary: emptying },
        { weight: 1, arbitrary: ofLot },
        { weight: 1, arbitrary: handOver },
      ),
    }),
    { minLength: 5, maxLength: 24, size: 'max' },
  )
  .map((events) =>
    events.flatMap(({ time, rows }, index) =>
      rows.map((row): NaiveFact => ({
        ...row,
        hub: row.hub === 't:' ? `t:${index + 1}` : row.hub,
        time_ms: time * 1000,
        seq: String(index + 1),
      })),
    ),
  );
