// Events for the crash test: few things in many events, so that states, edges and declarations meet in concurrent captures.
import { checkDigit } from '@nguon/gs1';

/** A number below 1 at each call, the same ones for the same seed (mulberry32). */
export type Random = () => number;

export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Fields = Readonly<Record<string, unknown>>;

export interface CrashEvent {
  readonly id: string;
  readonly fields: Fields;
}

const withCheckDigit = (digits: string): string => digits + checkDigit(digits);
const id = 'https://id.gs1.org/';
const itemGtin = withCheckDigit('0952000001000');
const rawGtin = withCheckDigit('0952000001001');
const first_ms = Date.UTC(2026, 8, 1);
const minutes = 60_000;
const items = 300;
const boxes = 40;
const lots = 20;
export const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { cbvmda: 'urn:epcglobal:cbv:mda:' }];

const pick = (random: Random, count: number): number => Math.floor(random() * count);
const item = (random: Random): string => `${id}01/${itemGtin}/21/C${pick(random, items)}`;
const box = (random: Random): string => `${id}00/${withCheckDigit('09520' + String(pick(random, boxes)).padStart(12, '0'))}`;
const lot = (random: Random): string => `${id}01/${rawGtin}/10/L${pick(random, lots)}`;
const place = (random: Random): string => `${id}414/${withCheckDigit('9520' + String(pick(random, 9)).padStart(8, '0'))}`;
const several = (random: Random, one: (random: Random) => string): string[] => [
  ...new Set(Array.from({ length: 1 + pick(random, 4) }, () => one(random))),
];

/** Event `number` of the test; its time lies anywhere, so late ones come all the while. */
export function makeCrashEvent(random: Random, number: number): CrashEvent {
  const eventID = `urn:uuid:c4a50000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const common = {
    '@context': context,
    eventID,
    eventTime: new Date(first_ms + pick(random, 20_000) * minutes).toISOString(),
    eventTimeZoneOffset: '+07:00',
    readPoint: { id: place(random) },
    bizLocation: { id: place(random) },
  };
  return { id: eventID, fields: { ...common, ...body(random) } };
}

function body(random: Random): Fields {
  const action = ['ADD', 'OBSERVE', 'DELETE'][pick(random, 3)];
  switch (pick(random, 5)) {
    case 0:
      return {
        type: 'ObjectEvent',
        action: 'ADD',
        bizStep: 'commissioning',
        disposition: 'active',
        epcList: several(random, item),
        ilmd: { 'cbvmda:lotNumber': `L${pick(random, lots)}` },
      };
    case 1:
      return {
        type: 'AggregationEvent',
        action,
        bizStep: action === 'DELETE' ? 'unpacking' : 'packing',
        parentID: box(random),
        childEPCs: action === 'DELETE' && random() < 0.3 ? [] : several(random, item),
      };
    case 2:
      return {
        type: 'TransformationEvent',
        bizStep: 'creating_class_instance',
        inputQuantityList: several(random, lot).map((epcClass) => ({ epcClass, quantity: 1 + pick(random, 900) / 10, uom: 'KGM' })),
        outputEPCList: several(random, item),
      };
    case 3:
      return {
        type: 'ObjectEvent',
        action: 'OBSERVE',
        bizStep: random() < 0.5 ? 'shipping' : 'receiving',
        disposition: 'in_transit',
        epcList: several(random, box),
        sourceList: [{ type: 'possessing_party', source: place(random).replace('/414/', '/417/') }],
        destinationList: [{ type: 'possessing_party', destination: place(random).replace('/414/', '/417/') }],
      };
    default:
      return {
        type: 'ObjectEvent',
        action: 'OBSERVE',
        bizStep: 'inspecting',
        disposition: ['active', 'recalled', 'damaged', 'sellable_accessible'][pick(random, 4)],
        epcList: several(random, item),
        persistentDisposition: random() < 0.5 ? { set: ['completeness_verified'] } : { unset: ['completeness_verified'] },
      };
  }
}

/** Declares an earlier event erroneous: the same event again with the declaration. */
export function declareErroneous({ id: eventID, fields }: CrashEvent): CrashEvent {
  return {
    id: `${eventID}!`,
    fields: { ...fields, errorDeclaration: { declarationTime: new Date(first_ms).toISOString(), reason: 'incorrect_data' } },
  };
}
