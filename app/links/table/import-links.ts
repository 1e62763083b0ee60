// Takes a table of links: all faults of all rows before anything is written, then all rows or none.
import { recordAct } from '../../access/record-act.ts';
import type { By } from '../../access/record-act.ts';
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Fault } from '../../errors.ts';
import type { LinkActor } from '../link.ts';
import type { LinkColumn } from './links-csv.ts';
import { planLinks } from '../plan-links.ts';
import type { LinkPlan } from '../plan-links.ts';
import { readLink } from '../read-link.ts';
import type { LinkReading } from '../read-link.ts';
import type { LinkTable, TableRow } from './read-link-table.ts';
import { listLiveLinks, lockLinks } from '../store.ts';
import { findForeign, foreignKey, writePlan } from '../write-links.ts';

/** Rows looked at before other requests have their turn. */
const rows_in_turn = 500;
/** Faults that an answer tells one by one. */
export const faults_told_max = 1_000;

export interface RowFault extends Fault {
  readonly line: number;
}

export interface ImportReport {
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  /** Stood there already, just so. */
  readonly same: number;
  /** Defaults until now that stay as plain links. */
  readonly demoted: number;
  /** In the order of lines; empty = the table can be taken. */
  readonly faults: readonly RowFault[];
}

interface Checked {
  readonly report: ImportReport;
  readonly plans: readonly LinkPlan[];
}

interface GoodRow {
  readonly row: TableRow;
  readonly reading: Extract<LinkReading, { ok: true }>;
}

/** What would happen. Writes nothing. */
export async function checkLinkTable(db: Db, table: LinkTable, actor: LinkActor, by: By): Promise<ImportReport> {
  return (await check(db, table, actor, by)).report;
}

/** All rows in one transaction. @throws AppError invalid with the faults, where there are any by now. */
export async function importLinks(db: Db, table: LinkTable, actor: LinkActor, by: By): Promise<ImportReport> {
  await lockLinks(db, 'all');
  const { report, plans } = await check(db, table, actor, by);
  if (report.faults.length > 0)
    throw new AppError('invalid', 'table_invalid', {
      vi: 'Bảng còn lỗi nên chưa ghi dòng nào. Hãy sửa các dòng dưới đây rồi gửi lại cả bảng.',
      en: 'The table has faults, so nothing was written. Mend the rows below and send the whole table again.',
      faults: report.faults.slice(0, faults_told_max),
      faultsTotal: report.faults.length,
    });
  for (const plan of plans) await writePlan(db, plan, by);
  const { rows, created, changed, same, demoted } = report;
  await recordAct(db, by, {
    orgId: actor.orgId,
    act: 'import_links',
    subject: 'links',
    details: { rows, created, changed, same, demoted },
  });
  return report;
}

async function check(db: Db, table: LinkTable, actor: LinkActor, by: By): Promise<Checked> {
  const faults: RowFault[] = [];
  const good: GoodRow[] = [];
  for (const [index, row] of table.rows.entries()) {
    if (index % rows_in_turn === rows_in_turn - 1) await new Promise((resolve) => setImmediate(resolve));
    const reading = readRow(table, row, actor, by.at);
    if (reading.ok) good.push({ row, reading });
    else faults.push(...reading.faults.map((fault) => ({ ...fault, line: row.line })));
  }
  const things = new Map(good.map(({ reading }) => [reading.link.thing, { thing: reading.link.thing, elements: reading.elements }]));
  const foreign = await findForeign(db, actor.orgId, [...things.values()], by.at);
  const own = good.filter(({ reading }) => !foreign.has(reading.link.thing));
  for (const { row, reading } of good)
    if (foreign.has(reading.link.thing)) faults.push({ ...foreignKey(reading.link.thing), line: row.line });
  const plans: LinkPlan[] = [];
  for (const piece of splitByThing(own)) {
    const live = await listLiveLinks(db, [...new Set(piece.map(({ reading }) => reading.link.thing))]);
    const plan = planLinks({ orgId: actor.orgId, wanted: piece.map(({ reading }) => reading.link), live, changesTwins: true });
    for (const [index, outcome] of plan.outcomes.entries())
      if (outcome.kind === 'refused') faults.push({ ...outcome.fault, line: piece[index]!.row.line });
    plans.push(plan);
  }
  const count = (kind: string): number =>
    plans.reduce((sum, { outcomes }) => sum + outcomes.filter((outcome) => outcome.kind === kind).length, 0);
  const demoted = plans.reduce((sum, plan) => sum + plan.demoted.length, 0);
  const counts = { rows: table.rows.length, created: count('new'), changed: count('changed'), same: count('same'), demoted };
  return { plans, report: { ...counts, faults: faults.sort((a, b) => a.line - b.line) } };
}

/** Pieces of some hundred rows that hold whole identifiers, each with its rows in the order of lines: they decide nothing for each other. */
function splitByThing(rows: readonly GoodRow[]): GoodRow[][] {
  const pieces: GoodRow[][] = [];
  for (const ofThing of Map.groupBy(rows, ({ reading }) => reading.link.thing).values()) {
    const last = pieces.at(-1);
    if (last === undefined || last.length >= rows_in_turn) pieces.push([...ofThing]);
    else last.push(...ofThing);
  }
  return pieces;
}

function readRow({ columns, head }: LinkTable, { cells }: TableRow, { ownHosts }: LinkActor, now: Date): LinkReading {
  const cell = (column: LinkColumn): string => cells[columns.get(column) ?? -1] ?? '';
  const mark = readMark(cell('is_default'));
  const extra: Fault[] = mark === undefined ? [markFault(cell('is_default'))] : [];
  if (cells.length > head.length && cells.slice(head.length).some((text) => text !== '')) extra.push(cellsFault(head.length));
  const reading = readLink(
    {
      thing: cell('thing'),
      link_type: cell('link_type'),
      href: cell('href'),
      title: cell('title'),
      hreflang: cell('hreflang'),
      media_type: cell('media_type'),
      context: cell('context'),
      is_default: mark ?? false,
      expires_at: cell('expires_at'),
    },
    { ownHosts, now },
  );
  if (extra.length === 0) return reading;
  return { ok: false, faults: reading.ok ? extra : [...reading.faults, ...extra] };
}

function readMark(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['x', '1', 'có', 'co', 'yes', 'true', 'đúng'].includes(word)) return true;
  return ['', '0', 'không', 'khong', 'no', 'false', 'sai'].includes(word) ? false : undefined;
}

function markFault(got: string): Fault {
  return {
    code: 'default_wrong',
    path: 'is_default',
    vi: `Cột “mặc định” ghi “có” hoặc để trống, không ghi “${got.slice(0, 40)}”.`,
    en: `The column is_default holds "yes" or nothing, not "${got.slice(0, 40)}".`,
  };
}

function cellsFault(columns: number): Fault {
  return {
    code: 'row_too_wide',
    path: 'title',
    vi: `Dòng này có nhiều hơn ${columns} ô. Ô nào có dấu phẩy hoặc chấm phẩy thì đặt cả ô trong dấu nháy kép.`,
    en: `This row has more than ${columns} cells. Put a cell that holds a comma or semicolon in double quotes.`,
  };
}
