// Reads a table of links from the bytes of a CSV file: rows with their lines, or why the file as a whole is none.
import { Readable } from 'node:stream';
import { composeText, foldText } from '@nguon/vn';
import { CsvError, parse } from 'csv-parse';
import { decodeUtf8 } from '../../decode-utf8.ts';
import type { Fault } from '../../errors.ts';
import { linkColumns, readCell } from './links-csv.ts';
import type { LinkColumn } from './links-csv.ts';

export const table_bytes_max = 8_388_608;
export const table_rows_max = 50_000;
const cell_max_chars = 4_096;
const row_max_chars = 65_536;
/** Cells of the head that are looked at: a line of delimiters alone holds millions. */
const head_cells_max = 100;
/** Between so many rows other requests have their turn. */
const rows_in_turn = 500;
const chunk_bytes = 65_536;

export interface TableRow {
  /** Of the file, from 1; the head is line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface LinkTable {
  readonly head: readonly string[];
  /** Where each column stands. */
  readonly columns: ReadonlyMap<LinkColumn, number>;
  readonly rows: readonly TableRow[];
}

export async function readLinkTable(bytes: Uint8Array): Promise<LinkTable | Fault> {
  if (bytes.length > table_bytes_max)
    return fileFault(
      'table_too_large',
      `Tệp lớn hơn ${table_bytes_max / 1_048_576} MB. Hãy chia nhỏ.`,
      `The file is larger than ${table_bytes_max / 1_048_576} MB. Split it.`,
    );
  const text = readUtf8(bytes);
  if (text === undefined)
    return fileFault(
      'table_not_utf8',
      'Tệp không phải UTF-8 nên chữ tiếng Việt sẽ hỏng. Trong Excel, hãy lưu lại bằng “CSV UTF-8”.',
      'The file is not UTF-8, so its letters would be broken. In Excel save it as "CSV UTF-8".',
    );
  const lines = await readLines(text);
  if (!Array.isArray(lines)) return lines;
  const [head, ...rows] = lines;
  const columns = head === undefined ? undefined : readHead(head.cells);
  if (head === undefined || columns === undefined) return headFault(head?.cells ?? []);
  if (rows.length === 0)
    return fileFault('table_empty', 'Bảng chưa có dòng nào dưới dòng tên cột.', 'The table has no row below its head.');
  return { head: head.cells, columns, rows };
}

function readUtf8(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes);
  return text === undefined ? undefined : composeText(text);
}

/** Vietnamese spreadsheets write `;`, others `,`: the head tells. */
function chooseDelimiter(text: string): string {
  const start = text.slice(0, row_max_chars);
  const head = start.slice(0, start.search(/[\r\n]|$/));
  const count = (sign: string): number => head.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

async function readLines(text: string): Promise<TableRow[] | Fault> {
  // A line of delimiters alone is one row of millions of cells: others have their turn between chunks too.
  const chunks = async function* (): AsyncGenerator<string> {
    for (let from = 0; from < text.length; from += chunk_bytes) {
      yield text.slice(from, from + chunk_bytes);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const parser = parse({
    bom: true,
    delimiter: chooseDelimiter(text),
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: row_max_chars,
  });
  const rows: TableRow[] = [];
  try {
    for await (const item of Readable.from(chunks(), { objectMode: false }).pipe(parser)) {
      const { record, info } = item as { record: string[]; info: { lines: number } };
      // Spreadsheets leave rows of empty cells behind.
      if (record.every((cell) => cell.trim() === '')) continue;
      if (rows.length > table_rows_max)
        return fileFault(
          'table_too_long',
          `Bảng có hơn ${table_rows_max.toLocaleString('vi-VN')} dòng. Hãy chia thành nhiều tệp.`,
          `The table has more than ${table_rows_max} rows. Split it into several files.`,
        );
      rows.push({ line: info.lines, cells: record.map((cell) => readCell(cell).slice(0, cell_max_chars)) });
      if (rows.length % rows_in_turn === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : rows.length + 1;
    return {
      code: 'table_malformed',
      path: `line ${line}`,
      vi: `Dòng ${line} không đọc được: thường do dấu nháy kép (") mở mà không đóng, hoặc đứng giữa ô. Hãy sửa dòng đó rồi gửi lại.`,
      en: `Line ${line} cannot be read: usually a double quote (") that is not closed or stands inside a cell. Mend it and send the file again.`,
    };
  }
}

function readHead(cells: readonly string[]): Map<LinkColumn, number> | undefined {
  const folded = cells.slice(0, head_cells_max).map((cell) => foldText(cell).replace(/[\s_-]+/g, ''));
  const columns = new Map<LinkColumn, number>();
  for (const { field, vi } of linkColumns) {
    const at = folded.findIndex((cell) => cell === field.replaceAll('_', '') || cell === foldText(vi).replaceAll(' ', ''));
    if (at >= 0) columns.set(field, at);
  }
  return linkColumns.every(({ field, required }) => !required || columns.has(field)) ? columns : undefined;
}

function headFault(cells: readonly string[]): Fault {
  const [vi, en] = [
    linkColumns
      .filter(({ required }) => required)
      .map((column) => column.vi)
      .join(', '),
    linkColumns
      .filter(({ required }) => required)
      .map(({ field }) => field)
      .join(', '),
  ];
  const got = cells.slice(0, 12).join(', ').slice(0, 200);
  return {
    code: 'table_head_wrong',
    path: 'line 1',
    vi: `Dòng đầu phải là tên cột, có đủ: ${vi}. Tệp của bạn có: “${got}”. Hãy dùng tệp mẫu.`,
    en: `The first line must name the columns, at least: ${en}. Yours names: "${got}". Use the template.`,
  };
}

function fileFault(code: string, vi: string, en: string): Fault {
  return { code, path: 'file', vi, en };
}
