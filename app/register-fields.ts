// Reads the fields that every registration has: texts without blanks at their ends, codes without their spaces, a slug of its own.
import { composeText, makeSlug } from '@nguon/vn';
import { AppError } from './errors.ts';
import type { Fault } from './errors.ts';

/** Tries before a name counts as taken: `suoi-xanh`, `suoi-xanh-2` … */
const slug_tries_max = 100;

/** Letters in NFC; blank text is absent text. */
export function cleanText(value: string | undefined): string | undefined {
  return value === undefined ? undefined : composeText(value).trim() || undefined;
}

/** A code without the spaces and dots that people write into it. */
export function cleanCode(value: string | undefined): string | undefined {
  return value?.replace(/[\s.]/g, '') || undefined;
}

/** One fault for each text that is longer than its limit. */
export function listLongTexts(texts: readonly (readonly [path: string, value: string | undefined, max_chars: number])[]): Fault[] {
  return texts
    .filter(([, value, max_chars]) => value !== undefined && value.length > max_chars)
    .map(([path, , max_chars]) => ({
      code: 'text_too_long',
      path,
      vi: `Tối đa ${max_chars} ký tự.`,
      en: `At most ${max_chars} characters.`,
    }));
}

/** A slug that somebody asked for must be one already. */
export function listSlugFaults(slug: string | undefined): Fault[] {
  if (slug === undefined || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return [];
  return [
    {
      code: 'slug_wrong',
      path: 'slug',
      vi: 'Tên trên đường dẫn chỉ gồm chữ thường không dấu, chữ số và dấu gạch ngang.',
      en: 'A slug has small letters without accents, digits and hyphens.',
    },
  ];
}

/** The slug asked for, or one made from the name with a number until it is free. @throws what `taken` makes of a slug that is not */
export async function findFreeSlug(
  given: { readonly slug?: string | undefined; readonly name: string; readonly fallback: string },
  isTaken: (slug: string) => Promise<boolean>,
  taken: (slug: string) => Error,
): Promise<string> {
  const wanted = given.slug ?? (makeSlug(given.name) || given.fallback);
  const tries = given.slug === undefined ? slug_tries_max : 1;
  for (let number = 1; number <= tries; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!(await isTaken(slug))) return slug;
  }
  throw taken(wanted);
}

/** Another entry has what only one may have: told at its field. */
export function refuseTaken(path: string, vi: string, en: string): AppError {
  return new AppError('conflict', `${path}_taken`, { vi, en, faults: [{ code: `${path}_taken`, path, vi, en }] });
}
