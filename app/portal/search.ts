// Searches: a code that is right goes straight to its page, anything else is looked for in names, makers, communes, places, lots, papers.
import { composeText, foldText } from '@nguon/vn';
import type { Db } from '../db.ts';
import { lotSpellings, readTypedCode } from './read-typed-code.ts';
import { findMakers, findNumbered, findPapers, findPlaces, findProducts, listKnownThings } from './search-store.ts';
import { listRecalledProducts } from './store.ts';
import type { LotHit, MakerCard, PaperHit, PlaceHit, ProductCard } from './entries.ts';

export interface Found {
  readonly products: readonly ProductCard[];
  readonly makers: readonly MakerCard[];
  readonly lots: readonly LotHit[];
  readonly places: readonly PlaceHit[];
  readonly papers: readonly PaperHit[];
  /** Keys of products with lots that are recalled now. */
  readonly recalled: ReadonlySet<string>;
  /** What is wrong with digits that look like a code under a bar code and are none. */
  readonly codeFault: { readonly vi: string; readonly en: string } | undefined;
}

export type SearchResult = { readonly kind: 'page'; readonly path: string } | { readonly kind: 'list'; readonly found: Found };

export const query_max_chars = 120;
export const hits_max = 24;
const lots_max = 8;
const papers_max = 8;
/** Shorter pieces stand in too many numbers of papers. */
const number_min_chars = 4;
/** Fewer letters than this stand side by side in too many names by chance. */
const joined_min_chars = 5;

export async function search(db: Db, text: string): Promise<SearchResult> {
  const query = composeText(text).trim();
  const path = await findPage(db, query, '');
  if (path !== undefined) return { kind: 'page', path };
  const folded = foldText(query.slice(0, query_max_chars));
  const close = folded.replaceAll(' ', '');
  const wanted = { folded, joined: close.length < joined_min_chars ? '' : close };
  // Numbers of lots and items have digits: other words are none.
  const numbers = /\d/.test(query) ? lotSpellings(query).map(escapeLot) : [];
  const number = folded.replace(/[^a-z0-9]/g, '');
  const isNumber = /\d/.test(number) && number.length >= number_min_chars;
  const [products, makers, lots, places, papers, recalled] = await Promise.all([
    findProducts(db, wanted, hits_max),
    findMakers(db, wanted, hits_max),
    numbers.length === 0 ? [] : findNumbered(db, numbers, lots_max),
    findPlaces(db, wanted, hits_max),
    isNumber ? findPapers(db, number, papers_max) : [],
    listRecalledProducts(db),
  ]);
  const nothingElse = products.length + makers.length + places.length === 0;
  if (nothingElse && lots.length === 1) return { kind: 'page', path: `/xem/${lots[0]!.thing}` };
  return { kind: 'list', found: { products, makers, lots, places, papers, recalled, codeFault: findCodeFault(query) } };
}

/** Digits as they stand under a bar code: whoever mistypes one is told so, not only that nothing was found. */
function findCodeFault(query: string): { vi: string; en: string } | undefined {
  if (!/^(?:\d{8}|\d{12,14}|\d{18})$/.test(query.replace(/[\s.-]/g, ''))) return undefined;
  const typed = readTypedCode(query, '');
  return typed.kind === 'unreadable' ? { vi: typed.vi, en: typed.en } : undefined;
}

/** The page of a typed code, in the spelling that is known; as typed where none is. undefined when it is no code. */
export async function findPage(db: Db, code: string, lot: string): Promise<string | undefined> {
  // Words are no codes: a code has digits.
  if (!/\d{8}|\/\d{2,4}\/|^\(\d{2}/.test(code.replace(/[\s.-]/g, ''))) return undefined;
  const typed = readTypedCode(code, lot);
  if (typed.kind === 'unreadable') return undefined;
  const things = typed.paths.map((path) => path.slice(1));
  const known = things.length === 1 ? [] : await listKnownThings(db, things);
  return `/xem/${known[0] ?? things[0]}`;
}

/** As lots stand in keys: what encodeURIComponent leaves and the canonical form does not. */
function escapeLot(lot: string): string {
  return encodeURIComponent(lot).replace(/[!()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
