// Finds the codes that a sheet for one product, lot or item prints: the lot's own and those of its items.
import { canonicalId } from '@nguon/gs1';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { listItemsOfLot } from './store.ts';

/** Labels on one sheet: twenty pages of A4. */
export const sheet_codes_max = 240;
export const sheet_offset_max = 1_000_000;

export interface CodeOnSheet {
  /** GS1 Digital Link path, from the first slash. */
  readonly path: string;
  /** Undefined for the code of the lot, the product or the case itself. */
  readonly serial: string | undefined;
}

/** `path` = Digital Link path without its first slash. Reads as whoever `db` reads as. */
export async function listSheetCodes(db: Db, path: string, offset: number): Promise<{ codes: CodeOnSheet[]; isCut: boolean }> {
  const read = canonicalId(`https://id.gs1.org/${path}`);
  if (!read.ok)
    throw new AppError('invalid', 'code_unreadable', {
      vi: read.faults[0]?.vi ?? 'Không đọc được mã.',
      en: read.faults[0]?.en ?? 'The code cannot be read.',
      faults: read.faults.map(({ code, vi, en }) => ({ code, path, vi, en })),
    });
  const { level, thing } = read.value;
  const own: CodeOnSheet = { path: `/${thing}`, serial: undefined };
  if (level !== 'lot') return { codes: [own], isCut: false };
  const items = await listItemsOfLot(db, thing, { offset, limit: sheet_codes_max + 1 });
  const codes = items.slice(0, sheet_codes_max).map((item): CodeOnSheet => {
    const serial = item.slice(item.lastIndexOf('/21/') + 4);
    // The label names the lot too, so that it says something where the serial is not known yet.
    return { path: `/${thing}/21/${serial}`, serial: decodeURIComponent(serial) };
  });
  return { codes: offset === 0 ? [own, ...codes] : codes, isCut: items.length > sheet_codes_max };
}
