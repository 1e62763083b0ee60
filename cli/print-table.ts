// Prints rows in columns for people; scripts use --json.
import type { CommandCall } from './command.ts';

export function printTable(call: CommandCall, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)));
  for (const row of [heads, ...rows])
    call.print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  if (rows.length === 0) call.note('(không có / none)');
}
