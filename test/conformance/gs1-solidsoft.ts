// Watches another port's own expectations (Solidsoft) without judging by them: they are questions, many fail strict checks.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildDigitalLink, findAi, parseDigitalLink, parseElementString } from '@nguon/gs1';
import type { Element, Result } from '@nguon/gs1';
import type { VectorRun } from './gs1-vectors.ts';

type Row = Readonly<Record<string, string>>;

/** What became of a row: undefined where we agree, otherwise how we differ. */
type Look = (row: Row) => string | undefined;

const looks: Readonly<Record<string, Look>> = {
  Gs1ElementStringsToGs1DigitalLink: lookAtBuilding,
  Gs1DigitalLinkToGs1ElementStrings: (row) => lookAtLink(row['digitalLink']!, row['elementStrings']!),
  ExtractFromGs1DigitalLink: (row) => lookAtLink(linkOf(row), pairsOf(row)),
  ExtractFromGs1ElementStrings: (row) => describe(elementsOf(row['elementString']!), pairsOf(row)),
};

/** Rows that differ, shown for each file. */
const shownMax = 5;

export function observeSolidsoft({ corpus, result }: VectorRun): void {
  for (const [name, look] of Object.entries(looks)) {
    const { vectors } = JSON.parse(readFileSync(path.join(corpus, 'gs1', `solidsoft-${name}.json`), 'utf8')) as { vectors: Row[] };
    const rows = vectors.filter((row) => !isTemplate(row) && !isCompressed(row));
    const differing = rows.flatMap((row) => {
      const how = look(row);
      return how === undefined ? [] : [{ file: `solidsoft-${name}: ${subjectOf(row)}`, outcome: 'differs', reasons: [how] }];
    });
    result.notes.push(
      `solidsoft-${name}: ${rows.length - differing.length} of ${rows.length} agree (questions, no verdict); ` +
        `${vectors.length - rows.length} are templates or compressed links`,
    );
    result.observations.push(...differing.slice(0, shownMax));
  }
}

/** Rows of a scenario outline whose places were never filled in. */
function isTemplate(row: Row): boolean {
  return (
    Object.values(row).some((value) => /^<(AI|Value)\d>$/.test(value)) || (row['digitalLink'] ?? row['elementString'] ?? linkOf(row)) === ''
  );
}

function isCompressed(row: Row): boolean {
  return (
    Object.hasOwn(row, 'compressedDigitalLink') ||
    Object.hasOwn(row, 'partiallyCompressedDigitalLink') ||
    / compressed| partially/.test(row['scenario']!)
  );
}

function subjectOf(row: Row): string {
  return row['elementString'] ?? row['digitalLink'] ?? linkOf(row);
}

function linkOf(row: Row): string {
  return row['digitalLink'] ?? row['compressedDigitalLink'] ?? row['partiallyCompressedDigitalLink'] ?? '';
}

function elementsOf(text: string): Result<Element[]> {
  return parseElementString(text.replaceAll('<gs>', '\u001d'), { associations: false });
}

function lookAtBuilding(row: Row): string | undefined {
  const elements = elementsOf(row['elementString']!);
  const built = elements.ok ? buildDigitalLink(elements.value, { stem: row['uriStem'] ?? 'https://id.gs1.org' }) : elements;
  const want = row['digitalLink'] ?? '';
  if (!built.ok) return `refused (${built.faults[0]!.code}), expected ${want}`;
  // Short names were withdrawn in 2022: what they stand for must agree.
  const same = parseDigitalLink(want, 'lenient');
  const agrees = built.value === want || (same.ok && sorted(same.value.elements) === sorted(elements.ok ? elements.value : []));
  return agrees ? undefined : `gave ${built.value}, expected ${want}`;
}

function lookAtLink(link: string, want: string): string | undefined {
  const parsed = parseDigitalLink(link, 'lenient');
  return describe(parsed.ok ? { ok: true, value: [...parsed.value.elements] } : parsed, want);
}

function describe(got: Result<Element[]>, want: string): string | undefined {
  if (!got.ok) return want === '' ? undefined : `refused (${got.faults[0]!.code}), expected ${want}`;
  const expected = elementsOf(want);
  const shown = sorted(got.value);
  return expected.ok && sorted(expected.value) === shown ? undefined : `gave ${shown}, expected ${want}`;
}

/** Elements in the order of their identifiers: the port keeps an older order. */
function sorted(elements: readonly Element[]): string {
  return elements
    .map(({ ai, value }) => `(${ai})${value}`)
    .sort()
    .join('');
}

/** AI1, Value1, AI2 … as a bracketed element string. */
function pairsOf(row: Row): string {
  return [1, 2, 3, 4]
    .map((n) => [row[`AI${n}`] ?? '', row[`Value${n}`] ?? ''] as const)
    .filter(([ai]) => findAi(ai) !== undefined)
    .map(([ai, value]) => `(${ai})${value.replaceAll('(', '\\(')}`)
    .join('');
}
