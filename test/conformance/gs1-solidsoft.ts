// Watches another port's own expectations (Solidsoft) without judging by them: they are questions, many fail strict checks.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDigitalLink, parseElementString } from '@nguon/gs1';
import type { Element, Result } from '@nguon/gs1';
import { decompressLink } from '@nguon/gs1/compressed';
import type { VectorRun } from './gs1-vectors.ts';

type Row = Readonly<Record<string, string>>;

/** Each file with the two columns that say the same: links, compressed or not, and element strings. */
const files: readonly (readonly [string, string, string])[] = [
  ['CompressGs1DigitalLink', 'decompressedDigitalLink', 'expectedDigitalLink'],
  ['DecompressGs1DigitalLink', 'compressedDigitalLink', 'expectedDigitalLink'],
  ['DecompressGs1DigitalLink', 'partiallyCompressedDigitalLink', 'expectedDigitalLink'],
  ['ExtractFromGs1DigitalLink', 'digitalLink', 'pairs'],
  ['ExtractFromGs1DigitalLink', 'compressedDigitalLink', 'pairs'],
  ['ExtractFromGs1DigitalLink', 'partiallyCompressedDigitalLink', 'pairs'],
  ['ExtractFromGs1ElementStrings', 'elementString', 'pairs'],
  ['Gs1CompressedDigitalLinkToGs1ElementStrings', 'digitalLink', 'elementString'],
  ['Gs1DigitalLinkToGs1ElementStrings', 'digitalLink', 'elementStrings'],
  ['Gs1ElementStringsToCompressedGs1DigitalLink', 'elementString', 'digitalLink'],
  ['Gs1ElementStringsToGs1DigitalLink', 'elementString', 'digitalLink'],
];

/** Rows shown for each file and reason. */
const shownMax = 1;

export function observeSolidsoft({ corpus, result }: VectorRun): void {
  let looked = 0;
  for (const [name, from, to] of files) {
    const { vectors } = JSON.parse(readFileSync(path.join(corpus, 'gs1', `solidsoft-${name}.json`), 'utf8')) as { vectors: Row[] };
    const rows = vectors.map((row): Row => ({ ...row, pairs: pairsOf(row) })).filter((row) => row[from] && row[to] && !isTemplate(row));
    const reasons = new Map<string, string[]>();
    for (const row of rows) {
      const reason = findReason(row[from]!, row[to]!);
      if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), `${row[from]!} → ${row[to]!}`]);
    }
    const differing = [...reasons.values()].flat().length;
    result.notes.push(`solidsoft-${name}, ${from}: ${rows.length - differing} of ${rows.length} mean the same (no verdict)`);
    for (const [reason, subjects] of reasons) {
      for (const subject of subjects.slice(0, shownMax))
        result.observations.push({
          file: `solidsoft-${name}: ${subject}`,
          outcome: 'differs',
          reasons: [`${reason}, ${subjects.length} rows`],
        });
    }
    looked += rows.length;
  }
  result.count('solidsoft rows looked at', looked >= 1400 ? undefined : `${looked} only`);
}

/** Rows of a scenario outline whose places were never filled in. */
function isTemplate(row: Row): boolean {
  return Object.values(row).some((value) => /<(AI|Value)\d>/.test(value));
}

/** AI1, Value1, AI2 … as a bracketed element string. */
function pairsOf(row: Row): string {
  return [1, 2, 3, 4]
    .filter((n) => row[`AI${n}`])
    .map((n) => `(${row[`AI${n}`]})${(row[`Value${n}`] ?? '').replaceAll('(', '\\(')}`)
    .join('');
}

/** Why the two texts do not mean the same to us; undefined where they do. */
function findReason(from: string, to: string): string | undefined {
  const [given, wanted] = [readElements(from), readElements(to)];
  if (!given.ok) return `refused: ${given.faults[0]!.code}`;
  if (!wanted.ok) return `its counterpart is refused: ${wanted.faults[0]!.code}`;
  return sorted(given.value) === sorted(wanted.value) ? undefined : 'other elements';
}

function readElements(text: string): Result<readonly Element[]> {
  if (!text.startsWith('http')) return parseElementString(text.replaceAll('<gs>', '\u001d'), { associations: false });
  const parsed = parseDigitalLink(text, 'lenient');
  if (parsed.ok) return { ok: true, value: parsed.value.elements };
  const whole = decompressLink(text);
  const again = whole.ok ? parseDigitalLink(whole.value.link, 'lenient') : parsed;
  return again.ok ? { ok: true, value: again.value.elements } : again;
}

/** Elements in the order of their identifiers: the port keeps an older order. */
function sorted(elements: readonly Element[]): string {
  return elements
    .map(({ ai, value }) => `(${ai})${value}`)
    .sort()
    .join('');
}
