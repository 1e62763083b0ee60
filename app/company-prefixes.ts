// Reads the optional table of GS1 company-prefix lengths (`prefix,length` a line), needed to write EPC URNs.
import { readFileSync } from 'node:fs';
import { prefixLengthFromTable } from '@nguon/gs1';
import type { PrefixLength } from '@nguon/gs1';

/** Without a file no length is known, and identifiers stay Digital Links: a length is never guessed. */
export function readCompanyPrefixes(file: string | undefined): PrefixLength {
  if (file === undefined) return () => undefined;
  const rows = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return prefixLengthFromTable(
    rows.map((row): [string, number] => {
      const match = /^(\d{1,12}),(\d{1,2})$/.exec(row);
      if (match === null)
        throw new Error(`NGUON_COMPANY_PREFIXES: dòng "${row}" không có dạng tiền-tố,độ-dài / not of the form prefix,length`);
      return [match[1]!, Number(match[2])];
    }),
  );
}
