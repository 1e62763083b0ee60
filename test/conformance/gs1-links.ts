// Vectors of Digital Links in the set gs1: read, built, sequences of the path, percent-encoding, Vietnamese codes.
import { buildDigitalLink, findAi, formatBracketed, parseDigitalLink, parseElementString, primaryKeys } from '@nguon/gs1';
import type { Element, Parsed } from '@nguon/gs1';
import { findMisplaced } from '../../packages/gs1/digital-link-path.ts';
import { escapeInPath, escapeInQuery, unescapeValue } from '../../packages/gs1/escape.ts';
import { listPermittedPaths } from './gs1-dictionary.ts';
import { compare, judge, readVectors, withCarets } from './gs1-vectors.ts';
import type { VectorRun } from './gs1-vectors.ts';

export function checkLinks(run: VectorRun): void {
  checkEngine(run);
  checkSecondImplementation(run);
  checkStructure(run);
  checkBuilding(run);
  checkSequences(run);
  checkEscapes(run);
  checkVietnameseCodes(run);
}

/** Switches of the engine under which we read leniently. */
const lenientSwitches = ['PermitZeroSuppressedGTINinDLuris', 'ConvenienceAlphas'];

function checkEngine(run: VectorRun): void {
  type Vector = { uri: string; ok: boolean; expect_unbracketed: string; opts: Readonly<Record<string, boolean>> };
  for (const { uri, ok, expect_unbracketed: want, opts } of readVectors<Vector>(run, 'dl-parse', 52)) {
    const profile = lenientSwitches.some((name) => opts[name] === true) ? 'lenient' : 'strict';
    const wrong = compare(parseDigitalLink(uri, profile), ok, ({ elements }) => withCarets(elements), want);
    judge(run, 'dl-parse', uri, wrong);
  }
}

/** It takes GTINs of 8, 12 and 13 digits, which we read leniently. */
const SHORT_GTIN = /\/01\/(\d{8}|\d{12}|\d{13})([/?]|$)/;

function checkSecondImplementation(run: VectorRun): void {
  for (const { data, ok } of readVectors<{ data: string; ok: boolean }>(run, 'bwipp-gs1processdl', 40)) {
    const profile = ok && SHORT_GTIN.test(data) ? 'lenient' : 'strict';
    judge(run, 'bwipp-gs1processdl', data, compare(parseDigitalLink(data, profile), ok, formatParsed));
  }
}

function formatParsed({ elements }: Parsed): string {
  return formatBracketed(elements);
}

function checkStructure(run: VectorRun): void {
  type Vector = { uri: string; ok: boolean; bracketed: string; unbracketed: string; json: string };
  for (const { uri, ok, bracketed, unbracketed, json } of readVectors<Vector>(run, 'dl-parse-structural', 22)) {
    const show = ({ elements }: Parsed): string =>
      [
        formatBracketed(elements),
        withCarets(elements),
        `{${elements.map(({ ai, value }) => `"${ai}":${JSON.stringify(value)}`).join()}}`,
      ].join();
    judge(run, 'dl-parse-structural', uri, compare(parseDigitalLink(uri, 'lenient'), ok, show, [bracketed, unbracketed, json].join()));
  }
}

function checkBuilding(run: VectorRun): void {
  type Vector = { ok: boolean; stem: string; ai: string; expect: string };
  for (const { ok, stem, ai, expect } of readVectors<Vector>(run, 'dl-generate', 11)) {
    const elements = parseElementString(ai, { associations: false });
    const built = elements.ok ? buildDigitalLink(elements.value, { stem }) : elements;
    judge(run, 'dl-generate', ai, compare(built, ok, String, expect));
  }
}

/**
 * Every sequence of a key with up to three of all qualifiers: what the dictionary permits is taken (the vectors are some
 * of them), all others are refused.
 */
function checkSequences(run: VectorRun): void {
  const set = 'dl-path-sequences';
  const isTaken = (path: readonly string[]): boolean => findMisplaced(path.map((ai) => ({ ai: findAi(ai)! }))) < 0;
  for (const { path } of readVectors<{ path: string[] }>(run, set, 24)) {
    judge(run, set, path.join('/'), isTaken(path) ? undefined : 'refused');
  }
  const permitted = listPermittedPaths(run.corpus);
  const qualifiers = [...new Set(primaryKeys.flatMap((key) => key.qualifiers.flat()))];
  const grow = (paths: string[][]): string[][] => paths.flatMap((path) => qualifiers.map((ai) => [...path, ai]));
  const one = primaryKeys.map(({ ai }) => [ai]);
  const [two, three] = [grow(one), grow(grow(one))];
  for (const path of [...one, ...two, ...three, ...grow(three)]) {
    const wanted = permitted.delete(path.join('/'));
    judge(run, `${set}, all there are`, path.join('/'), isTaken(path) === wanted ? undefined : wanted ? 'refused' : 'accepted');
  }
  for (const path of permitted) judge(run, `${set}, all there are`, path, 'this sequence was never tried');
}

function checkEscapes(run: VectorRun): void {
  type Vector = { kind: string; args: [string, string, string] };
  for (const { kind, args } of readVectors<Vector>(run, 'uri-escape', 15)) {
    const [input, ...want] = args;
    // The engine works on bytes; the file shows the byte FF as a replacement character.
    const bytes = (text: string): string => text.replaceAll('\u00ff', '\ufffd');
    const unescape = (inQuery: boolean): string => bytes(unescapeValue(input, 0, input.length, inQuery));
    const got = kind === 'escape' ? [escapeInPath(input), escapeInQuery(input)] : [unescape(false), unescape(true)];
    judge(run, 'uri-escape', `${kind} ${input}`, got.join() === want.join() ? undefined : `gave ${got.join()}, expected ${want.join()}`);
  }
}

/** Strict and lenient reading of what is on Vietnamese goods; a wrong check digit is kept and told. */
function checkVietnameseCodes(run: VectorRun): void {
  type Vector = { uri: string; strict: string; lenient: Readonly<Record<string, string>> | null };
  for (const { uri, strict, lenient } of readVectors<Vector>(run, 'vn-codes', 6)) {
    judge(run, 'vn-codes', `${uri} strictly`, compare(parseDigitalLink(uri, 'strict'), strict === 'accept', formatParsed));
    const parsed = parseDigitalLink(uri, 'lenient');
    const want = lenient === null ? undefined : asElements(lenient);
    judge(run, 'vn-codes', `${uri} leniently`, compare(parsed, lenient !== null, formatParsed, want && formatBracketed(want)));
    if (!parsed.ok) continue;
    const told = parsed.value.faults.map(({ code }) => code).join();
    const expected = strict.includes('check digit') ? 'incorrect_check_digit' : '';
    judge(run, 'vn-codes', `${uri} faults told`, told === expected ? undefined : `told ${told}, expected ${expected}`);
    const taxCode = /[?&]8000=(\d+)/.exec(uri)?.[1];
    judge(run, 'vn-codes', `${uri} tax code`, parsed.value.taxCode === taxCode ? undefined : `read ${parsed.value.taxCode}`);
  }
}

function asElements(record: Readonly<Record<string, string>>): Element[] {
  // A record of JSON lists names that look like whole numbers first; key and qualifiers are wanted in their own order.
  return Object.entries(record)
    .map(([ai, value]) => ({ ai, value }))
    .sort((a, b) => Number(isKey(b.ai)) - Number(isKey(a.ai)));
}

function isKey(ai: string): boolean {
  return primaryKeys.some((key) => key.ai === ai);
}
