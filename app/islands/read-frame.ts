// From the symbols in one picture to what they mean; bars count only when a second picture shows the same. Pure.
import type { FoundSymbol } from './found-symbol.ts';
import { chooseReadings, readSymbol } from './read-symbol.ts';
import type { Reading } from './read-symbol.ts';

/** When bars were seen last. */
export interface Sighting {
  readonly seen_ms: number;
}

/** Two sightings of the same bars that far apart are two chances, not one. */
const confirmed_within_ms = 1_500;

/** `sightings` is kept from picture to picture by the caller, and written here. */
export function readFrame(symbols: readonly FoundSymbol[], sightings: Map<string, Sighting>, now_ms: number, origin: string): Reading[] {
  const confirmed = symbols.filter(({ text, isLinear }) => {
    const before = sightings.get(text);
    sightings.set(text, { seen_ms: now_ms });
    return !isLinear || (before !== undefined && now_ms - before.seen_ms < confirmed_within_ms);
  });
  return readPlain(confirmed, origin);
}

/** A photo is read once. */
export function readPlain(symbols: readonly FoundSymbol[], origin: string): Reading[] {
  return chooseReadings(
    symbols.flatMap(({ text, offCentre }) => {
      const reading = readSymbol(text, origin);
      return reading === undefined ? [] : [{ reading, offCentre }];
    }),
  );
}
