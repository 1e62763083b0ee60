// Lengths of GS1 company prefixes, needed to write EPC URNs: a file of `prefix,length` lines, and the prefixes declared here.
import { readFileSync } from 'node:fs';
import { prefixLengthFromTable } from '@nguon/gs1';
import type { PrefixLength } from '@nguon/gs1';

type PrefixTable = readonly (readonly [prefix: string, length: number])[];

/** What was declared or ended, by whichever process, counts after this time at the latest. */
export const prefixes_fresh_ms = 2_000;

/** A length is never guessed: where no table knows it, identifiers stay Digital Links. */
export class CompanyPrefixes {
  readonly #file: PrefixTable;
  readonly #listDeclared: () => Promise<readonly string[]>;
  #lengthOf: PrefixLength;
  #asked_ms = -Infinity;

  /** `listDeclared` asks for the prefixes that organisations have at present. */
  constructor(file: PrefixTable, listDeclared: () => Promise<readonly string[]>) {
    this.#file = file;
    this.#listDeclared = listDeclared;
    this.#lengthOf = prefixLengthFromTable(file);
  }

  /** Call before writing EPC URNs. */
  async refresh(now_ms: number): Promise<void> {
    if (Math.abs(now_ms - this.#asked_ms) < prefixes_fresh_ms) return;
    const declared = await this.#listDeclared();
    this.#asked_ms = now_ms;
    // What the agency has seen counts more than a file for the same digits.
    this.#lengthOf = prefixLengthFromTable([...this.#file, ...declared.map((prefix) => [prefix, prefix.length] as const)]);
  }

  readonly lengthOf: PrefixLength = (digits) => this.#lengthOf(digits);
}

/** Without a file nothing is known from it. */
export function readPrefixFile(file: string | undefined): PrefixTable {
  if (file === undefined) return [];
  const rows = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return rows.map((row): [string, number] => {
    const match = /^(\d{1,12}),(\d{1,2})$/.exec(row);
    if (match === null)
      throw new Error(`NGUON_COMPANY_PREFIXES: dòng "${row}" không có dạng tiền-tố,độ-dài / not of the form prefix,length`);
    return [match[1]!, Number(match[2])];
  });
}
