// The digits of a primary key that begin with its GS1 company prefix.

import type { Element } from './element.ts';

/** Keys that carry one digit before the prefix: indicator or extension digit, or the GRAI's own zero (GS1 General Specifications 3). */
const ONE_BEFORE = new Set(['00', '01', '8003', '8006']);

/**
 * What of a primary key's value stands from its company prefix on, up to the first character that is no digit. Which of
 * these digits are the prefix is known only to who has a table of them; it has 4 to 12.
 */
export function companyDigits({ ai, value }: Element): string {
  const from = ONE_BEFORE.has(ai) ? 1 : 0;
  let to = from;
  while (to < value.length && value.charCodeAt(to) >= 48 && value.charCodeAt(to) <= 57) to++;
  return value.slice(from, to);
}
