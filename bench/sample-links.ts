// Identifiers with a registered link, by number: trade items and lots under the demonstration prefix 952, each with its own target.
import { checkDigit } from '@nguon/gs1';

export interface SampleLink {
  /** Path of the Digital Link that is printed. */
  readonly path: string;
  /** Key under which the link stands. */
  readonly thing: string;
  readonly href: string;
}

/** Every second identifier is a lot, so that half of all questions are about two levels. */
export function sampleLink(number: number): SampleLink {
  const digits = `09520${String(number).padStart(8, '0')}`;
  const lot = number % 2 === 0 ? '' : `/10/L${number}`;
  const thing = `01/${digits}${checkDigit(digits)}${lot}`;
  return { path: `/${thing}`, thing, href: `https://maker-${number % 500}.example/san-pham/${number}` };
}

export const sampleLinks = (from: number, to: number): SampleLink[] =>
  Array.from({ length: to - from }, (_, index) => sampleLink(from + index));
