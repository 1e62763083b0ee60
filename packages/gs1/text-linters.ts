// Checks of characters, check digits, numbers and small formats inside application identifiers.

import { DIGIT, findOutside, inSet, isDigits, SET_39, SET_64, SET_82 } from './charset.ts';
import { CHECK_PAIR_MAX_CHARS, checkPair, hasCheckDigitAt } from './check-digit.ts';
import { isCountry } from './code-list-linters.ts';
import type { ReadingFaultCode } from './fault-texts.ts';
import type { Linter, LintFault } from './linter.ts';

function whole(code: ReadingFaultCode, value: string): LintFault {
  return { code, at: 0, length: value.length };
}

function lintSet(set: number, code: ReadingFaultCode): Linter {
  return (value) => {
    const at = findOutside(value, 0, value.length, set);
    return at < 0 ? undefined : { code, at, length: 1 };
  };
}

const lintDigits = lintSet(DIGIT, 'non_digit_character');

/** base64url with its padding: at most two `=`, and then a whole number of triplets. */
function lintSet64(value: string): LintFault | undefined {
  let end = value.length;
  while (end > 0 && value.charCodeAt(end - 1) === 61) end--;
  const at = findOutside(value, 0, end, SET_64);
  if (at >= 0) return { code: 'invalid_cset64_character', at, length: 1 };
  const padding = value.length - end;
  if (padding === 0) return undefined;
  if (padding <= 2 && value.length % 3 === 0) return undefined;
  return { code: 'invalid_cset64_padding', at: end, length: padding };
}

function lintCheckDigit(value: string): LintFault | undefined {
  const length = value.length;
  const other = lintDigits(value);
  if (other) return other;
  return hasCheckDigitAt(value, length) ? undefined : { code: 'incorrect_check_digit', at: length - 1, length: 1 };
}

function lintCheckPair(value: string): LintFault | undefined {
  const length = value.length;
  if (length < 2) return whole('too_short_for_check_pair', value);
  if (length > CHECK_PAIR_MAX_CHARS) return whole('too_long_for_check_pair_implementation', value);
  const other = findOutside(value, 0, length - 2, SET_82);
  if (other >= 0) return { code: 'invalid_cset82_character', at: other, length: 1 };
  const right = checkPair(value.slice(0, -2)) === value.slice(-2);
  return right ? undefined : { code: 'incorrect_check_pair', at: length - 2, length: 2 };
}

/** Fewest digits of a GS1 company prefix that a key must show at its place. */
const COMPANY_PREFIX_MIN_DIGITS = 4;

function lintCompanyPrefix(offset: number): Linter {
  return (value) => {
    const end = offset + COMPANY_PREFIX_MIN_DIGITS;
    if (value.length >= end && findOutside(value, offset, end, DIGIT) < 0) return undefined;
    return { code: 'invalid_gcp_prefix', at: offset, length: Math.max(0, value.length - offset) };
  };
}

function lintPieceOfTotal(value: string): LintFault | undefined {
  const half = value.length / 2;
  if (half === 0 || !Number.isInteger(half)) return whole('invalid_length_for_piece_of_total', value);
  const other = lintDigits(value);
  if (other) return other;
  const piece = value.slice(0, half);
  const total = value.slice(half);
  if (isZeros(piece)) return { code: 'zero_piece_number', at: 0, length: half };
  if (isZeros(total)) return { code: 'zero_total_pieces', at: half, length: half };
  return piece > total ? whole('piece_number_exceeds_total', value) : undefined;
}

function isZeros(value: string): boolean {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) !== 48) return false;
  return true;
}

/** Position and end of a sequence as `2/3`, neither with leading zeros. */
function lintPosition(value: string): LintFault | undefined {
  const slash = value.indexOf('/');
  const position = value.slice(0, slash);
  const end = value.slice(slash + 1);
  if (slash < 0 || !isDigits(position) || !isDigits(end)) return whole('position_in_sequence_malformed', value);
  if (position.startsWith('0')) return { code: 'illegal_zero_prefix', at: 0, length: slash };
  if (end.startsWith('0')) return { code: 'illegal_zero_prefix', at: slash + 1, length: end.length };
  const exceeds = position.length > end.length || (position.length === end.length && position > end);
  return exceeds ? whole('position_exceeds_end', value) : undefined;
}

function lintDegrees(limit: string, lengthCode: ReadingFaultCode, code: ReadingFaultCode): Linter {
  return (value) => {
    if (value.length !== limit.length) return whole(lengthCode, value);
    return lintDigits(value) ?? (value > limit ? whole(code, value) : undefined);
  };
}

function lintEscapes(value: string): LintFault | undefined {
  for (let i = value.indexOf('%'); i >= 0; i = value.indexOf('%', i + 1)) {
    if (!isHex(value.charCodeAt(i + 1)) || !isHex(value.charCodeAt(i + 2))) {
      return { code: 'invalid_percent_sequence', at: i, length: Math.min(3, value.length - i) };
    }
  }
  return undefined;
}

function isHex(code: number): boolean {
  return inSet(code, DIGIT) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

const IBAN_MIN_CHARS = 5;
const IBAN_MAX_CHARS = 34;

/** ISO 13616: the first four characters moved to the end, letters as 10–35, modulo 97 must be 1. */
function lintIban(value: string): LintFault | undefined {
  const other = /[^0-9A-Z]/.exec(value);
  if (other) return { code: 'invalid_iban_character', at: other.index, length: 1 };
  if (value.length < IBAN_MIN_CHARS) return whole('iban_too_short', value);
  if (value.length > IBAN_MAX_CHARS) return whole('iban_too_long', value);
  if (!isCountry(value.slice(0, 2))) return { code: 'illegal_iban_country_code', at: 0, length: 2 };
  const turned = value.slice(4) + value.slice(0, 4);
  let rest = 0;
  for (let i = 0; i < turned.length; i++) {
    const code = turned.charCodeAt(i);
    rest = code < 58 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97;
  }
  return rest === 1 ? undefined : { code: 'incorrect_iban_checksum', at: 2, length: 2 };
}

function lintImporter(value: string): LintFault | undefined {
  if (value.length !== 1) return whole('importer_idx_must_be_one_character', value);
  return inSet(value.charCodeAt(0), SET_64) ? undefined : whole('invalid_import_idx_character', value);
}

function lintOneOf(allowed: readonly string[], code: ReadingFaultCode): Linter {
  return (value) => (allowed.includes(value) ? undefined : whole(code, value));
}

export const TEXT_LINTERS: Readonly<Record<string, Linter>> = {
  csetnumeric: lintDigits,
  cset82: lintSet(SET_82, 'invalid_cset82_character'),
  cset39: lintSet(SET_39, 'invalid_cset39_character'),
  cset64: lintSet64,
  csum: lintCheckDigit,
  csumalpha: lintCheckPair,
  gcppos1: lintCompanyPrefix(0),
  gcppos2: lintCompanyPrefix(1),
  hasnondigit: (value) => (findOutside(value, 0, value.length, DIGIT) >= 0 ? undefined : whole('requires_non_digit_character', value)),
  hyphen: lintOneOf(['-'], 'not_hyphen'),
  iban: lintIban,
  importeridx: lintImporter,
  iso5218: lintOneOf(['0', '1', '2', '9'], 'invalid_biological_sex_code'),
  latitude: lintDegrees('1800000000', 'latitude_invalid_length', 'invalid_latitude'),
  longitude: lintDegrees('3600000000', 'longitude_invalid_length', 'invalid_longitude'),
  nonzero: (value) => lintDigits(value) ?? (isZeros(value) ? whole('illegal_zero_value', value) : undefined),
  nozeroprefix: (value) =>
    lintDigits(value) ?? (value.length > 1 && value.charAt(0) === '0' ? { code: 'illegal_zero_prefix', at: 0, length: 1 } : undefined),
  pcenc: lintEscapes,
  pieceoftotal: lintPieceOfTotal,
  posinseqslash: lintPosition,
  winding: lintOneOf(['0', '1', '9'], 'invalid_winding_direction'),
  yesno: lintOneOf(['0', '1'], 'not_zero_or_one'),
  zero: (value) => (isZeros(value) ? undefined : whole('not_zero', value)),
};
