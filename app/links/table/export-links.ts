// Writes all live links of an organisation as a table, page by page, so that a long list takes no memory.
import type { Db } from '../../db.ts';
import { listManaged } from '../find-owners.ts';
import { listLinks } from '../store.ts';
import { byteOrderMark, linkTableHead, writeLinkRow } from './links-csv.ts';

const rows_at_once = 2_000;

export async function* exportLinks(db: Db, orgId: number, lang: 'vi' | 'en'): AsyncGenerator<string> {
  yield byteOrderMark + linkTableHead(lang);
  const orgIds = await listManaged(db, orgId);
  let before: number | undefined;
  do {
    const links = await listLinks(db, { orgIds, state: 'live' }, { before, limit: rows_at_once });
    yield links.map((link) => writeLinkRow(link, lang)).join('');
    before = links.length < rows_at_once ? undefined : links.at(-1)?.id;
  } while (before !== undefined);
}
