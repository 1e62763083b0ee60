// Lists an organisation's links, and tells the history of one link and of one identifier.
import { composeText } from '@nguon/vn';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { listManaged } from './find-owners.ts';
import { countLinks, listLinks, listThingHistory } from './store.ts';
import type { LinkFilter, ListedLink } from './store.ts';
import { getManagedLink } from './change-link.ts';
import { readLinkThing } from './read-link-thing.ts';
import { findForeign } from './write-links.ts';

export type { ListedLink } from './store.ts';

const search_max_chars = 200;
const links_counted_max = 100_000;
const history_rows_max = 1_000;

export interface LinkSearch {
  readonly state: LinkFilter['state'];
  /** A code as people type it; with what stands beneath it. */
  readonly code?: string | undefined;
  readonly text?: string | undefined;
  readonly before?: number | undefined;
}

export interface LinkList {
  readonly links: readonly ListedLink[];
  /** Up to `links_counted_max`. */
  readonly total: number;
  /** The id to go on from. */
  readonly next: number | undefined;
}

/** At an identifier of its own an organisation sees what others left there too. @throws AppError invalid where the code is none. */
export async function listOwnLinks(db: Db, orgId: number, search: LinkSearch, rows: number, at: Date): Promise<LinkList> {
  const filter: LinkFilter = {
    orgIds: await listManaged(db, orgId),
    state: search.state,
    text:
      composeText(search.text ?? '')
        .trim()
        .slice(0, search_max_chars) || undefined,
    ...(search.code === undefined ? {} : await filterByCode(db, orgId, search.code, at)),
  };
  const found = await listLinks(db, filter, { before: search.before, limit: rows + 1 });
  const total = await countLinks(db, filter, links_counted_max);
  const links = found.slice(0, rows);
  return { links, total, next: found.length > rows ? links.at(-1)?.id : undefined };
}

async function filterByCode(db: Db, orgId: number, code: string, at: Date): Promise<Pick<LinkFilter, 'thing'> & Partial<LinkFilter>> {
  const read = readLinkThing(code);
  if (!('thing' in read)) throw new AppError('invalid', 'link_search_invalid', { vi: read.vi, en: read.en, faults: [read] });
  const isOwn = (await findForeign(db, orgId, [read], at)).size === 0;
  return isOwn ? { thing: read.thing, orgIds: undefined } : { thing: read.thing };
}

export interface LinkHistory {
  /** The link as it is now, or as it was last. */
  readonly link: ListedLink;
  /** The rows that lead to it and follow it, the newest first. */
  readonly rows: readonly ListedLink[];
  /** Everything that ever stood at the same identifier, the newest first. */
  readonly ofThing: readonly ListedLink[];
}

/** @throws AppError not_found */
export async function tellLinkHistory(db: Db, orgId: number, id: number, at: Date): Promise<LinkHistory> {
  const { thing } = await getManagedLink(db, orgId, id, at);
  const ofThing = (await listThingHistory(db, thing, history_rows_max)).reverse();
  const followerOf = new Map(ofThing.map((row) => [row.replaces, row]));
  const byId = new Map(ofThing.map((row) => [row.id, row]));
  let last = byId.get(id);
  for (let next = followerOf.get(id); next !== undefined; next = followerOf.get(next.id)) last = next;
  const rows: ListedLink[] = [];
  for (let row = last; row !== undefined; row = row.replaces === null ? undefined : byId.get(row.replaces)) rows.push(row);
  if (last === undefined) throw new Error(`link ${id} is not among the ${history_rows_max} latest of its identifier`);
  return { link: last, rows, ofThing };
}
