// Vectors of element strings and of single values in the set gs1: brackets, separators, companions, linters, prefixes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkAssociations, companyPrefixLinters, findLinter, gs1Prefix, parseElementString } from '@nguon/gs1';
import type { Element, PrefixSource, Result } from '@nguon/gs1';
import { checkCoupons, couponLinters } from '@nguon/gs1/coupon';
import { compare, judge, readVectors, withCarets } from './gs1-vectors.ts';
import type { VectorRun } from './gs1-vectors.ts';

export function checkElements(run: VectorRun): void {
  checkBracketed(run);
  checkSeparated(run);
  checkCompanions(run);
  checkLinterCodes(run);
  checkSecondTable(run);
  checkLinters(run);
  checkPrefixes(run);
}

/** Names of the faults in the vectors. */
const nameOf = (code: string): string => `GS1_LINTER_${code.toUpperCase()}`;

function checkBracketed(run: VectorRun): void {
  type Vector = { ok: boolean; ai: string; expect_unbracketed: string };
  for (const { ok, ai, expect_unbracketed: want } of readVectors<Vector>(run, 'ai-bracketed', 14)) {
    judge(run, 'ai-bracketed', ai, compare(parseElementString(ai, { associations: false }), ok, withCarets, want));
  }
}

function checkSeparated(run: VectorRun): void {
  for (const { ok, ai } of readVectors<{ ok: boolean; ai: string }>(run, 'ai-unbracketed', 43)) {
    judge(run, 'ai-unbracketed', ai, compare(parseElementString(ai, { separator: '^', associations: false }), ok, withCarets));
  }
}

/** Fault that each rule of the vectors looks for; they run with unknown identifiers permitted. */
const ruleFaults: Readonly<Record<string, string>> = {
  validateAIrepeats: 'repeated_ai',
  validateAImutex: 'excluded_ai',
  validateAIrequisites: 'required_ai',
  validateDigSigRequiresSerialisedKey: 'serial_needed',
};

function checkCompanions(run: VectorRun): void {
  type Vector = { ok: boolean; ai: string; rule: string };
  for (const { ok, ai, rule } of readVectors<Vector>(run, 'ai-associations', 33)) {
    const elements = [...ai.matchAll(/\((\d+)\)([^(]*)/g)].map((found) => ({ ai: found[1]!, value: found[2]! }));
    const broken = checkAssociations(elements).filter(({ code }) => code === ruleFaults[rule]);
    const wrong = elements.length === 0 || ruleFaults[rule] === undefined ? 'not understood' : undefined;
    judge(run, 'ai-associations', `${rule} ${ai}`, wrong ?? ((broken.length === 0) === ok ? undefined : `${broken.length} faults`));
  }
}

/** Element strings with coupons checked too, as those do who have to do with them; the first fault only. */
function parseWithCoupons(text: string, associations: boolean): Result<Element[]> {
  const parsed = parseElementString(text, { associations });
  if (!parsed.ok) return parsed;
  const wrong = checkCoupons(parsed.value)[0];
  return wrong === undefined ? parsed : { ok: false, faults: [{ ...wrong, code: wrong.code as 'not_a_code', position: wrong.at }] };
}

function checkLinterCodes(run: VectorRun): void {
  for (const { ai, expect } of readVectors<{ ai: string; expect: string }>(run, 'ai-linters', 45)) {
    const parsed = parseWithCoupons(ai, false);
    const code = parsed.ok ? 'accepted' : nameOf(parsed.faults[0]!.code);
    judge(run, 'ai-linters', ai, code === expect ? undefined : `${code}, expected ${expect}`);
  }
}

function checkSecondTable(run: VectorRun): void {
  type Vector = { data: string; ok: boolean; opts: Readonly<Record<string, unknown>> };
  for (const { data, ok, opts } of readVectors<Vector>(run, 'bwipp-gs1process', 447)) {
    judge(run, 'bwipp-gs1process', data, compare(parseWithCoupons(data, opts['lintreqs'] !== false), ok, withCarets));
  }
}

interface LinterVector {
  readonly linter: string;
  readonly ok: boolean;
  readonly data: string;
  readonly err?: string;
  readonly markup?: string;
}

/**
 * The list of company prefixes with which upstream ran the vector: away where it says so; knowing none where a prefix
 * of four and more digits is refused, which only a list can do.
 */
function sourceOf({ linter, err, data }: LinterVector): PrefixSource {
  if (err?.includes('DATASOURCE_OFFLINE') === true) return () => 'offline';
  const refused = linter.startsWith('gcp') && err?.includes('INVALID_GCP_PREFIX') === true;
  return refused && findLinter(linter)?.(data) === undefined ? () => 'unknown' : () => 'known';
}

function runLinter(vector: LinterVector): { code: string; at: number; length: number } | undefined | 'no such linter' {
  const { linter, data } = vector;
  const source = sourceOf(vector);
  if (linter === 'couponcode' || linter === 'couponposoffer') return couponLinters[linter](data, source);
  if (linter === 'gcppos1' || linter === 'gcppos2') return companyPrefixLinters(source)[linter](data);
  const lint = findLinter(linter);
  return lint === undefined ? 'no such linter' : lint(data);
}

/** Verdict, name of the fault, and the characters it marks. */
function checkLinters(run: VectorRun): void {
  for (const vector of readVectors<LinterVector>(run, 'linters', 2781)) {
    const { linter, ok, data, err = '', markup = '' } = vector;
    const fault = runLinter(vector);
    if (fault === 'no such linter') judge(run, 'linters', `${linter} ${data}`, fault);
    else if (fault === undefined) judge(run, 'linters', `${linter} ${data}`, ok ? undefined : `accepted, expected ${err}`);
    else {
      const { at, length } = fault;
      const marked = `${data.slice(0, at)}*${data.slice(at, at + length)}*${data.slice(at + length)}`;
      judge(
        run,
        'linters',
        `${linter} ${data}`,
        !ok && marked === markup ? undefined : `${fault.code} ${marked}, expected ${ok ? 'ok' : markup}`,
      );
      judge(run, 'linters', `${err} ${linter} ${data}`, nameOf(fault.code) === err ? undefined : `${fault.code}, expected ${err}`);
    }
  }
}

/** What a GS1 prefix means: our own country, our neighbours, and the uses that are no goods. */
const prefixMeanings: readonly (readonly [RegExp, RegExp])[] = [
  [/GS1 Vietnam/, /GS1 Vietnam/],
  [/^GS1 China/, /GS1 China/],
  [/GS1 Thailand/, /GS1 Thailand/],
  [/GS1 Cambodia/, /GS1 Cambodia/],
  [/Restricted Circulation/, /within one company or region/],
  [/demonstrations/, /demonstrations/],
  [/General Manager/, /general manager/],
  [/ISBN/, /ISBN/],
  [/ISSN/, /ISSN/],
  [/[Rr]efund/, /refund/],
  [/coupon/, /coupons/],
];

function checkPrefixes(run: VectorRun): void {
  const file = path.join(run.corpus, 'gs1/gs1-mo-prefixes.json');
  for (const { prefix, mo } of JSON.parse(readFileSync(file, 'utf8')) as { prefix: string; mo: string }[]) {
    if (!/^\d{3}$/.test(prefix)) continue;
    const said = gs1Prefix({ ai: '414', value: prefix.padEnd(13, '0') })?.en ?? 'nothing';
    const meaning = prefixMeanings.find(([theirs]) => theirs.test(mo))?.[1] ?? /another GS1 member/;
    judge(run, 'gs1-mo-prefixes', `${prefix} ${mo}`, meaning.test(said) ? undefined : said);
  }
}
