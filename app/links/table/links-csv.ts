// Links as a table: its columns, and how it is written. It is read back as it was written. Pure.
import type { StoredLink } from '../link.ts';

/** The columns in their order, with the names that people use and those of programs; both are read. */
export const linkColumns = [
  { field: 'thing', vi: 'mã', required: true },
  { field: 'link_type', vi: 'loại', required: true },
  { field: 'href', vi: 'địa chỉ', required: true },
  { field: 'title', vi: 'tên', required: true },
  { field: 'hreflang', vi: 'ngôn ngữ', required: false },
  { field: 'media_type', vi: 'kiểu nội dung', required: false },
  { field: 'context', vi: 'bối cảnh', required: false },
  { field: 'is_default', vi: 'mặc định', required: false },
  { field: 'expires_at', vi: 'hết hạn', required: false },
] as const;

export type LinkColumn = (typeof linkColumns)[number]['field'];

/** Tells spreadsheets that the text is UTF-8. */
export const byteOrderMark = '\ufeff';

export const linkTableHead = (lang: 'vi' | 'en'): string =>
  writeRow(linkColumns.map((column) => (lang === 'vi' ? column.vi : column.field)));

export function writeLinkRow(link: StoredLink, lang: 'vi' | 'en'): string {
  return writeRow([
    link.thing,
    link.link_type,
    link.href,
    link.title,
    link.hreflang.join(' '),
    link.media_type ?? '',
    link.context.join(' '),
    link.is_default ? (lang === 'vi' ? 'có' : 'yes') : '',
    link.expires_at?.toISOString() ?? '',
  ]);
}

export function writeRow(cells: readonly string[]): string {
  return cells.map(writeCell).join(',') + '\r\n';
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes off again. */
function writeCell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The cell as it was before writing; blanks around it are none. */
export function readCell(text: string): string {
  const cell = text.trim();
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
