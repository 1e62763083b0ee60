// Text without Vietnamese marks, for search: what a person types without accents finds what is written with them.

import { cutMarks } from './compose-text.ts';

const ASCII_ONLY = /^[\x21-\x7e]*(?: [\x21-\x7e]+)*$/;

/** Lower case, marks stripped (đ too), every run of blanks one space, none at the ends. Folding twice changes nothing. */
export function foldText(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  return stripMarks(text.toLowerCase()).replace(/\s+/g, ' ').trim();
}

/** The text without combining marks and with đ as d, case kept. */
function stripMarks(text: string): string {
  return cutMarks(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFC');
}

/** Word for an address bar: folded, letters and digits joined by single hyphens, at most `max` characters. */
export function makeSlug(text: string, max = 60): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, max)
    .replace(/-+$/, '');
}
