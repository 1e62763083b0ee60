// The things, places and words of the generated events, each with every spelling that partners use for it.
import { caseUri, itemUri, lotUri, partyUri, placeUri } from '../support/sample-events.ts';
import type { Seeded } from './seeded.ts';

/** One thing under two names: Digital Link and EPC URN. `name` is what the naive evaluator knows it by. */
export interface Named {
  readonly name: string;
  readonly spellings: readonly string[];
}

const pad = (number: number, length: number): string => String(number).padStart(length, '0');
const company = '9520000';

const nameOfSpelling = new Map<string, string>();

function named(name: string, ...spellings: readonly string[]): Named {
  for (const spelling of spellings) nameOfSpelling.set(spelling, name);
  return { name, spellings };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export const products = range(6);
export const items = products.flatMap((product) =>
  range(25).map((serial) =>
    named(`item ${product} ${serial}`, itemUri(product, `S${serial}`), `urn:epc:id:sgtin:${company}.0${pad(product, 5)}.S${serial}`),
  ),
);
export const lots = products.flatMap((product) =>
  range(6).map((lot) =>
    named(`lot ${product} ${lot}`, lotUri(product, `L${lot}`), `urn:epc:class:lgtin:${company}.0${pad(product, 5)}.L${lot}`),
  ),
);
export const cases = range(40).map((serial) => named(`case ${serial}`, caseUri(serial), `urn:epc:id:sscc:${company}.0${pad(serial, 9)}`));
export const places = range(16).map((place) => named(`place ${place}`, placeUri(place), `urn:epc:id:sgln:${company}.${pad(place, 5)}.0`));
/** Parties 0 to 3 are the organisations that capture and read. */
export const parties = range(6).map((party) =>
  named(`party ${party}`, partyUri(party + 50), `urn:epc:id:pgln:${company}.${pad(party + 50, 5)}`),
);

export const nameOf = (spelling: string): string => nameOfSpelling.get(spelling) ?? spelling;
export const spell = (random: Seeded, thing: Named): string => random.pick(thing.spellings);

/** A CBV word under one of its spellings, known by the word itself. */
const cbv = (web: string, urn: string, words: readonly string[]): readonly Named[] =>
  words.map((word) => named(word, word, `https://ref.gs1.org/cbv/${web}${word}`, `urn:epcglobal:cbv:${urn}:${word}`, `cbv:${web}${word}`));

export const steps = [
  ...cbv('BizStep-', 'bizstep', ['shipping', 'receiving', 'commissioning', 'packing', 'inspecting']),
  named('own step', 'https://example.com/steps/washing'),
];
export const dispositions = cbv('Disp-', 'disp', ['in_transit', 'in_progress', 'active', 'recalled']);
export const transactionTypes = cbv('BTT-', 'btt', ['po', 'inv', 'desadv']);
export const partyTypes = cbv('SDT-', 'sdt', ['owning_party', 'possessing_party', 'location']);
export const reasons = cbv('ER-', 'er', ['did_not_occur', 'incorrect_data']);
export const measurements = ['Temperature', 'Mass', 'RelativeHumidity'].map((word) =>
  named(word, word, `gs1:${word}`, `https://gs1.org/voc/${word}`),
);

export const extension_namespace = 'https://ns.example/ext/';
export const documentContext = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { ex: extension_namespace }];
export const times_first_ms = Date.UTC(2026, 9, 1);
/** Few different instants, so that ties and bounds that fall on them are common. */
export const instants = range(60).map((hour) => times_first_ms + hour * 3_600_000);

/** An instant with one of several offsets. */
export function writeInstant(random: Seeded, instant_ms: number): string {
  const hours = random.pick([0, 7, -5]);
  const local = new Date(instant_ms + hours * 3_600_000).toISOString();
  if (hours === 0) return random.chance(0.5) ? local : local.replace('Z', '+00:00');
  return local.replace('Z', `${hours < 0 ? '-' : '+'}${pad(Math.abs(hours), 2)}:00`);
}
