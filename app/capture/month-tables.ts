// Takes old months of events out of the repository and puts them back: the table stays, whole, for a backup or another disk.
import { inTransaction } from '../db.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { attachMonthTable, detachMonthTable, listMonthTables } from './month-store.ts';
import { firstSeqOf } from './partitions.ts';

/** A month can go when this many whole months lie between it and the present one: captures write around now. */
const months_kept_min = 2;

const startOf = (month: string, offset: number): number => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + offset, 1);

/**
 * Takes a month out. Its things, edges and states stay in their indexes, so that who recorded a code first, what became of what and
 * what was recalled are told as before; queries leave its events out. Throws `conflict` for a month too recent, `not_found` for none.
 */
export async function detachMonth({ system }: Database, month: string, now: Date): Promise<void> {
  await requireMonth(system, month, true);
  const newest = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months_kept_min, 1);
  if (startOf(month, 1) > newest)
    throw new AppError('conflict', 'month_too_recent', {
      vi: `Tháng ${month} còn quá gần: chỉ tách được tháng đã qua ít nhất ${months_kept_min} tháng.`,
      en: `${month} is too recent: only months that ended at least ${months_kept_min} months ago can be taken out.`,
    });
  await inTransaction(system, (db) => detachMonthTable(db, month));
}

/** Puts a month back; queries find its events at once. Throws `not_found` where no table of that month was taken out. */
export async function attachMonth({ system }: Database, month: string): Promise<void> {
  await requireMonth(system, month, false);
  await inTransaction(system, (db) => attachMonthTable(db, month, firstSeqOf(startOf(month, 0)), firstSeqOf(startOf(month, 1))));
}

async function requireMonth(system: Database['system'], month: string, attached: boolean): Promise<void> {
  const table = (await listMonthTables(system)).find((one) => one.month === month);
  if (table?.attached !== attached)
    throw new AppError('not_found', 'month_unknown', {
      vi: attached ? `Không có tháng ${month} trong kho sự kiện.` : `Không có tháng ${month} đã tách ra.`,
      en: attached ? `There is no month ${month} in the repository.` : `No month ${month} was taken out.`,
    });
}
