// How the trace page writes codes, amounts, places and parties for people. Pure.
import type { Amount } from '@nguon/trace';
import { formatNumber } from '../../ui/format-number.ts';
import { shortCode } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import { orgOfPlace } from '../holders.ts';
import type { Names } from '../trace-model.ts';

export type PageLang = 'vi' | 'en';

export function showAmounts(amounts: readonly Amount[], lang: PageLang): string {
  return amounts
    .map(({ value, uom }) => `${formatNumber(lang, value)}${uom === null ? '' : ` ${traceWords[lang].units[uom] ?? uom}`}`)
    .join(', ');
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
  return party === undefined ? shortCode(place, lang) : nameOf(party, lang);
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
