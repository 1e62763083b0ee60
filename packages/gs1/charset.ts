// The GS1 character sets as one table of bits, asked by character code without allocating.

export const DIGIT = 1;
export const SET_82 = 2;
export const SET_39 = 4;
export const SET_64 = 8;
/** Characters left as they are in the canonical Digital Link (all others of set 82 are percent-encoded). */
export const PLAIN = 16;
/** Characters that RFC 3986 allows in a URI as written. */
export const URI_CHAR = 32;

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const LETTERS = UPPER + LOWER;

const BITS = buildBits();

function buildBits(): Uint8Array {
  const bits = new Uint8Array(128);
  const mark = (chars: string, bit: number): void => {
    for (let i = 0; i < chars.length; i++) bits[chars.charCodeAt(i)]! |= bit;
  };
  mark(DIGITS, DIGIT);
  mark(`!"%&'()*+,-./${DIGITS}:;<=>?${LETTERS}_`, SET_82);
  mark(`#-/${DIGITS}${UPPER}`, SET_39);
  mark(`${DIGITS}${LETTERS}-_`, SET_64);
  mark(`${DIGITS}${LETTERS}-._~';=`, PLAIN);
  mark(`${DIGITS}${LETTERS}-._~:/?#[]@!$&'()*+,;=%`, URI_CHAR);
  return bits;
}

/** Whether the character code belongs to the set. */
export function inSet(code: number, set: number): boolean {
  return code < 128 && (BITS[code]! & set) !== 0;
}

/** Index of the first character of `text[from, to)` outside the set, or -1. */
export function findOutside(text: string, from: number, to: number, set: number): number {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128 || (BITS[code]! & set) === 0) return i;
  }
  return -1;
}

/** Whether the whole text is one or more digits. */
export function isDigits(text: string): boolean {
  return text.length > 0 && findOutside(text, 0, text.length, DIGIT) === -1;
}
