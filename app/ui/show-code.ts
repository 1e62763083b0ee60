// How every page writes codes for people: the part that tells one from another, the whole code in words, or as on labels.
import { codeNameWords } from './words/code-names.ts';
import type { Lang } from './words/lang.ts';

/** Digits of a type that a serial number follows in one value (GS1 General Specifications §3.9: 253, 255, 8003). */
const type_digits: Readonly<Record<string, number>> = { '253': 13, '255': 13, '8003': 14 };
/** The end of an SSCC that tells two cases of one packer apart. */
const container_end_chars = 7;
/** Longer addresses of somebody's own show their end. */
const own_max_chars = 28;

interface CodeParts {
  /** Application identifier of the key; undefined where the code is no GS1 key. */
  readonly ai: string | undefined;
  /** Its value without the serial number that some keys carry behind their type. */
  readonly value: string;
  readonly lot: string | undefined;
  readonly serial: string | undefined;
  /** Part of a place (254). */
  readonly part: string | undefined;
}

function readParts(thing: string): CodeParts {
  const [ai = '', raw = '', ...rest] = thing.split('/');
  if (!/^\d{2,4}$/.test(ai) || raw === '' || rest.length % 2 !== 0)
    return { ai: undefined, value: thing, lot: undefined, serial: undefined, part: undefined };
  const below = new Map(
    rest.flatMap((key, index) => (index % 2 === 0 ? [[key, decode(rest[index + 1] ?? '')]] : [])) as [string, string][],
  );
  const value = decode(raw);
  const digits = type_digits[ai] ?? value.length;
  const typeSerial = value.slice(digits);
  return {
    ai,
    value: value.slice(0, digits),
    lot: below.get('10'),
    serial: below.get('21') ?? below.get('235') ?? below.get('8011') ?? (typeSerial === '' ? undefined : typeSerial),
    part: below.get('254'),
  };
}

/** The part of a code that tells it from others of its kind: lot, serial number, the end of a case's number. */
export function shortCode(thing: string, lang: Lang): string {
  const words = codeNameWords[lang];
  const { ai, value, lot, serial, part } = readParts(thing);
  if (ai === undefined) return value.length > own_max_chars ? `…${value.slice(1 - own_max_chars)}` : value;
  const kind = words.kinds[ai] ?? ai;
  if (type_digits[ai] !== undefined) return words.numbered(kind, serial ?? value);
  if (serial !== undefined) return words.serial(serial);
  if (lot !== undefined) return words.lot(lot);
  if (ai === '00') return words.container(value.slice(-container_end_chars));
  return [words.numbered(kind, showNumber(ai, value)), part === undefined ? undefined : words.part(part)].filter(Boolean).join(', ');
}

/** The same within a sentence. */
export function shortCodeWithin(thing: string, lang: Lang): string {
  return lowerFirst(shortCode(thing, lang));
}

/** A GTIN alone: its product's name says all of it. */
export function isKind(thing: string): boolean {
  return /^01\/\d{14}$/.test(thing);
}

/** The whole code in words: "Sản phẩm 9520101000101, lô MC-125, số JG8T5833R". An address of somebody's own stays whole. */
export function spellCode(thing: string, lang: Lang): string {
  const words = codeNameWords[lang];
  const { ai, value } = readParts(thing);
  return ai === undefined ? value : words.numbered(words.kinds[ai] ?? ai, spellNumber(thing, lang));
}

/** The same without its kind, where a table or label tells it: "9520101000019, khu V1". */
export function spellNumber(thing: string, lang: Lang): string {
  const words = codeNameWords[lang];
  const { ai, value, lot, serial, part } = readParts(thing);
  const below = [
    ...(lot === undefined ? [] : [words.lot(lot)]),
    ...(serial === undefined ? [] : [words.serial(serial)]),
    ...(part === undefined ? [] : [words.part(part)]),
  ];
  return [showNumber(ai, value), ...below.map(lowerFirst)].join(', ');
}

/** As people know it from labels, (01)…(10)…; other identifiers unchanged. */
export function bracketed(thing: string): string {
  const parts = thing.split('/');
  if (!/^\d{2,4}$/.test(parts[0] ?? '') || parts.length % 2 !== 0) return thing;
  return parts.map((part, index) => (index % 2 === 0 ? `(${part})` : decode(part))).join('');
}

/** A GTIN stands under bar codes without the zero that fills it up to fourteen digits. */
function showNumber(ai: string | undefined, value: string): string {
  return ai === '01' ? value.replace(/^0/, '') : value;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
