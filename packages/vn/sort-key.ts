// Vietnamese alphabetical order as a key: texts sort rightly when their keys are compared character by character.

/** The alphabet with f, j, w, z in their places (TCVN 5712 order of letters). */
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
/** No mark, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries. */
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const LETTER_MARKS: Readonly<Record<string, string>> = {
  'a\u0306': 'ă',
  'a\u0302': 'â',
  'e\u0302': 'ê',
  'o\u0302': 'ô',
  'o\u031b': 'ơ',
  'u\u031b': 'ư',
};

/** Longest run of digits sorted as one number. */
const NUMBER_MAX_DIGITS = 40;

/**
 * Sort key: letters first (đ after d, ơ after ô), then tones, then case; runs of digits sort as numbers, so that
 * `Phường 2` stands before `Phường 10`.
 */
export function sortKeyVi(text: string): string {
  let letters = '';
  let tones = '';
  for (const [piece] of text
    .normalize('NFC')
    .toLowerCase()
    .matchAll(/\d{1,40}|\P{M}\p{M}*|\p{M}+/gsu)) {
    if (/^\d/.test(piece)) {
      letters += numberKey(piece);
      tones += '0';
      continue;
    }
    const [letter, tone] = splitLetter(piece);
    letters += letter;
    tones += tone;
  }
  return `${letters}\u0001${tones}\u0001${text.normalize('NFC')}`;
}

function numberKey(digits: string): string {
  const number = digits.slice(0, NUMBER_MAX_DIGITS).replace(/^0+(?=\d)/, '');
  return String.fromCharCode(48 + number.length) + number;
}

/** The letter as one character in alphabetical order, and the number of its tone. */
function splitLetter(piece: string): [string, string] {
  const [base, ...marks] = [...piece.normalize('NFD')] as [string, ...string[]];
  let letter = base;
  let tone = 0;
  for (const mark of marks) {
    const marked = LETTER_MARKS[base + mark];
    if (marked !== undefined) letter = marked;
    else tone = Math.max(tone, TONES.indexOf(mark));
  }
  const place = LETTERS.indexOf(letter);
  return [place < 0 ? letter : String.fromCharCode(0x61 + place), String(tone)];
}
