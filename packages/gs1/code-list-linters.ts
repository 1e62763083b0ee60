// Checks against published code lists: countries, currencies, package types and carrier media.

import {
  COUNTRY_LETTERS,
  COUNTRY_NUMBER_GAPS,
  CURRENCY_NUMBER_GAPS,
  PACKAGE_TYPES_OF_TWO,
  PACKAGE_TYPES_OTHER,
} from './code-list-table.ts';
import type { ReadingFaultCode } from './fault-texts.ts';
import type { Linter } from './linter.ts';

function readGaps(gaps: string): string[] {
  let number = 0;
  return [...gaps.replaceAll(/\s/g, '')].map((gap) => String((number += parseInt(gap, 36))).padStart(3, '0'));
}

function readGroups(groups: string): string[] {
  return readWords(groups).flatMap((group) => [...group.slice(1)].map((second) => group.charAt(0) + second));
}

function readWords(text: string): string[] {
  return text.trim().split(/\s+/);
}

const COUNTRY_NUMBERS = readGaps(COUNTRY_NUMBER_GAPS);
const COUNTRIES = new Set(readGroups(COUNTRY_LETTERS));

/** Whether the two letters are an ISO 3166-1 alpha-2 code. */
export function isCountry(letters: string): boolean {
  return COUNTRIES.has(letters);
}

function lintList(codes: Iterable<string>, code: ReadingFaultCode): Linter {
  const allowed = new Set(codes);
  return (value) => (allowed.has(value) ? undefined : { code, at: 0, length: value.length });
}

/** GS1 AIDC media types: 01 to 10 assigned, 80 to 99 for own use (General Specifications 3.9). */
function lintMediaType(value: string): ReturnType<Linter> {
  const right = /^(0[1-9]|10|[89]\d)$/.test(value);
  return right ? undefined : { code: 'invalid_media_type', at: 0, length: value.length };
}

export const CODE_LIST_LINTERS: Readonly<Record<string, Linter>> = {
  iso3166: lintList(COUNTRY_NUMBERS, 'not_iso3166'),
  iso3166999: lintList([...COUNTRY_NUMBERS, '999'], 'not_iso3166_or_999'),
  iso3166alpha2: lintList(COUNTRIES, 'not_iso3166_alpha2'),
  iso4217: lintList(readGaps(CURRENCY_NUMBER_GAPS), 'not_iso4217'),
  mediatype: lintMediaType,
  packagetype: lintList([...readGroups(PACKAGE_TYPES_OF_TWO), ...readWords(PACKAGE_TYPES_OTHER)], 'invalid_package_type'),
};
