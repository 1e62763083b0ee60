// The faults of a document as a table for spreadsheets: where, what and how to mend it, in both languages.
import type { Fault } from '../errors.ts';

/** The mark tells spreadsheets that the text is UTF-8. */
const byteOrderMark = '\ufeff';

export function writeFaultsCsv(faults: readonly Fault[]): string {
  const rows = faults.map(({ code, path, line, column, vi, en }) => [path, line, column, code, vi, en].map(writeCell).join(','));
  return `${byteOrderMark}${['path,line,column,code,vi,en', ...rows].join('\r\n')}\r\n`;
}

/** Faults quote what a partner sent: no cell may begin what a spreadsheet would compute. */
function writeCell(value: string | number | undefined): string {
  if (value === undefined || typeof value === 'number') return String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
