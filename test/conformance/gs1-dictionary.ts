// Holds the table of application identifiers against GS1's own dictionary files, in the set gs1.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { AI_ROWS } from '../../packages/gs1/ai-table.ts';
import { judge } from './gs1-vectors.ts';
import type { VectorRun } from './gs1-vectors.ts';

/** One identifier as a line of the dictionary has it, words in alphabetical order. */
export interface DictionaryEntry {
  readonly ai: string;
  readonly flags: string;
  readonly specification: string;
  readonly attributes: readonly string[];
  readonly title: string;
}

const LINE = /^(\d{2,4})(?:-(\d{2,4}))?\s+([*?]*)\s*([NXYZ[][^#]*?)\s*(?:#\s*(.*))?$/;

/** The entries of a dictionary file, ranges spread out; fails on a line it does not understand. */
export function readDictionary(text: string): DictionaryEntry[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const found = LINE.exec(line.trim());
      if (found === null) throw new Error(`dictionary line not understood: ${line}`);
      const [, first = '', last = first, flags = '', rest = '', title = ''] = found;
      const words = rest.split(/\s+/);
      const isAttribute = (word: string): boolean => /^(dlpkey|req|ex)\b/.test(word);
      const entry = {
        flags: flags.split('').sort().join(''),
        specification: words.filter((word) => !isAttribute(word)).join(' '),
        attributes: words.filter(isAttribute).sort(),
        title: title.trim(),
      };
      return numbersBetween(first, last).map((ai) => ({ ai, ...entry }));
    });
}

function numbersBetween(first: string, last: string): string[] {
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, i) => String(Number(first) + i).padStart(first.length, '0'));
}

/** Our table in the words of the dictionary. */
function listOurs(): Map<string, DictionaryEntry> {
  const entries = AI_ROWS.flatMap(([first, count, flags, format, rules, title]) => {
    const attributes = rules.split(' ').filter((word) => word !== '');
    const entry = {
      flags: (flags.includes('f') ? '*' : '') + (flags.includes('a') ? '?' : ''),
      specification: format.replaceAll(':', ','),
      attributes: attributes
        .map((word) =>
          word
            .replace(/^needs=/, 'req=')
            .replace(/^not=/, 'ex=')
            .replace(/^key/, 'dlpkey'),
        )
        .sort(),
      title,
    };
    const last = String(Number(first) + count - 1).padStart(first.length, '0');
    return numbersBetween(first, last).map((ai) => ({ ai, ...entry }));
  });
  return new Map(entries.map((entry) => [entry.ai, entry]));
}

/** Every dictionary of the corpus: each identifier in all its parts, and none of ours beyond. */
export function checkDictionary(run: VectorRun): void {
  const folder = path.join(run.corpus, 'gs1');
  const files = readdirSync(folder).filter((name) => /^gs1-syntax-dictionary.*\.txt$/.test(name));
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const set = /^# Release: \d{4}-/m.test(text) ? 'dictionary' : 'dictionary, unreleased';
    const ours = listOurs();
    for (const entry of readDictionary(text)) {
      compareEntry(run, set, ours.get(entry.ai), entry);
      ours.delete(entry.ai);
    }
    for (const ai of ours.keys()) judge(run, set, ai, `not in ${file}`);
  }
}

function compareEntry(run: VectorRun, set: string, ours: DictionaryEntry | undefined, theirs: DictionaryEntry): void {
  const parts = ({ flags, specification, title }: DictionaryEntry): string => JSON.stringify([flags, specification, title]);
  const rules = ({ attributes }: DictionaryEntry): string => attributes.join(' ');
  if (ours === undefined) return judge(run, set, theirs.ai, 'missing');
  judge(run, set, theirs.ai, parts(ours) === parts(theirs) ? undefined : `${parts(ours)}, theirs ${parts(theirs)}`);
  const differs = rules(ours) !== rules(theirs);
  judge(run, set, differs ? `rules of ${theirs.ai}` : theirs.ai, differs ? `${rules(ours)}, theirs ${rules(theirs)}` : undefined);
}

/** The sequences of key and qualifiers that the released dictionary permits in a path, as `01/22/10`. */
export function listPermittedPaths(corpus: string): Set<string> {
  const folder = path.join(corpus, 'gs1');
  const file = readdirSync(folder).find((name) => /^gs1-syntax-dictionary-\d/.test(name)) ?? 'gs1-syntax-dictionary.txt';
  const paths = new Set<string>();
  for (const { ai, attributes } of readDictionary(readFileSync(path.join(folder, file), 'utf8'))) {
    const rule = attributes.find((word) => word.startsWith('dlpkey'));
    if (rule === undefined) continue;
    for (const sequence of rule.slice('dlpkey='.length).split('|')) {
      const chosen = sequence
        .split(',')
        .reduce((lists, one) => (one === '' ? lists : lists.flatMap((list) => [list, [...list, one]])), [[ai]]);
      for (const list of chosen) paths.add(list.join('/'));
    }
  }
  return paths;
}
