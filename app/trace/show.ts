// How the trace page writes codes, amounts, places and parties for people. Pure.
import type { Amount } from '@nguon/trace';
import { formatNumberVi } from '@nguon/vn';
import { traceWords } from '../ui/words/trace.ts';
import { orgOfPlace } from './holders.ts';
import type { Names } from './trace-model.ts';

export type PageLang = 'vi' | 'en';

export function showCount(count: number, lang: PageLang): string {
  return lang === 'vi' ? formatNumberVi(count) : count.toLocaleString('en-GB');
}

export function showAmounts(amounts: readonly Amount[], lang: PageLang): string {
  return amounts
    .map(
      ({ value, uom }) => `${lang === 'vi' ? formatNumberVi(value) : value}${uom === null ? '' : ` ${traceWords[lang].units[uom] ?? uom}`}`,
    )
    .join(', ');
}

/** The part of a code that tells it from others of its kind: lot, serial number, the end of a case's number. */
export function shortCode(thing: string, lang: PageLang): string {
  const words = traceWords[lang];
  const [key = '', value = ''] = thing.split('/');
  const lot = /\/10\/([^/]+)$/.exec(thing)?.[1];
  const serial = /\/(?:21|235|8011)\/([^/]+)$/.exec(thing)?.[1];
  if (lot !== undefined) return words.lot(decode(lot));
  if (serial !== undefined) return words.serial(decode(serial));
  if (key === '00') return words.container(value.slice(-7));
  return /^\d{2,4}$/.test(key) ? `(${key}) ${decode(value)}` : thing.length > 28 ? `…${thing.slice(-27)}` : thing;
}

/** The same within a sentence. */
export function shortCodeWithin(thing: string, lang: PageLang): string {
  const code = shortCode(thing, lang);
  return code.charAt(0).toLowerCase() + code.slice(1);
}

/** As people know it from labels: (01)…(10)…; other identifiers unchanged. */
export function bracketed(thing: string): string {
  const parts = thing.split('/');
  if (!/^\d{2,4}$/.test(parts[0] ?? '') || parts.length % 2 !== 0) return thing;
  return parts.map((part, index) => (index % 2 === 0 ? `(${part})` : decode(part))).join('');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function nameOf(row: { readonly name: string; readonly name_en: string | null }, lang: PageLang): string {
  return lang === 'en' ? (row.name_en ?? row.name) : row.name;
}

export function productName(names: Names, thing: string, lang: PageLang): string | undefined {
  const product = names.products.get(/^01\/\d{14}/.exec(thing)?.[0] ?? '');
  return product === undefined ? undefined : nameOf(product, lang);
}

/** Name of the place, else its code. */
export function placeName(names: Names, place: string, lang: PageLang): string {
  const row = names.places.get(place);
  if (row !== undefined) return nameOf(row, lang);
  const party = names.parties.get(place.split('/')[1] ?? '');
  return party === undefined ? bracketed(place) : nameOf(party, lang);
}

/** The organisation behind a place, else the one that recorded the event. */
export function orgName(
  names: Names,
  seen: { readonly place: string | undefined; readonly orgId: number | undefined } | undefined,
  lang: PageLang,
): string | undefined {
  const orgId = seen === undefined ? undefined : (orgOfPlace(names, seen.place) ?? seen.orgId);
  const row = orgId === undefined ? undefined : names.organisations.get(orgId);
  return row === undefined ? undefined : nameOf(row, lang);
}

export function tracePath(thing: string, lang: PageLang, direction?: string): string {
  const query = new URLSearchParams({ code: thing, ...(direction === undefined ? {} : { direction }), ...(lang === 'en' ? { lang } : {}) });
  return `/truy-vet?${query}`;
}
