// Text in its composed form (NFC), in time that grows with its length and no faster.

/**
 * The longest run of marks that any writing needs, and more: UAX #15 §13 (Stream-Safe Text Format). Putting a run in order
 * takes time that grows with its square: 60,000 marks on one letter held a machine for half a minute.
 */
const LONG_RUN = /(\p{M}{30})\p{M}+/gu;

/** NFC; marks beyond the thirtieth in a row are left out. For every text that comes from outside. */
export function composeText(text: string): string {
  return cutMarks(text).normalize('NFC');
}

/** The text without marks beyond the thirtieth in a row: what may be normalised whatever it holds. */
export function cutMarks(text: string): string {
  return text.replace(LONG_RUN, '$1');
}
