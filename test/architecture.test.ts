// Keeps the rules of the house (ARCHITECTURE.md, "Invariants"), and says how much it looked at.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findRootDir } from '../app/config.ts';

const root = findRootDir();

interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly string[];
  /** Those of the imports that bring more than types. */
  readonly uses: readonly string[];
}

const isData = (file: string): boolean => /(-table|-units|-words|-data|db-types)\.ts$|\/words\/|^demo\//.test(file);

function readSources(): Source[] {
  return ['packages', 'app', 'cli', 'demo', 'bench', 'test']
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules'))
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const statements = [...text.matchAll(/^(?:import|export)( type)?\b[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gms)].map((match) => ({
        isTypeOnly: match[1] !== undefined,
        name: resolveImport(file, match[2] ?? match[3]!),
      }));
      const imports = statements.map(({ name }) => name);
      const uses = statements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name);
      return { file, text, lines: text.split('\n').length - 1, imports, uses };
    });
}

const resolveImport = (from: string, name: string): string => (name.startsWith('.') ? path.join(path.dirname(from), name) : name);

const sources = readSources();
const product = sources.filter(({ file }) => !/\.test\.tsx?$/.test(file) && !file.startsWith('test/'));
const isStore = (file: string): boolean => /(^|\/|-)store\.ts$/.test(file);
const capabilityOf = (file: string): string | undefined => /^app\/([a-z-]+)\//.exec(file)?.[1];

test('the tests below look at the whole house', () => {
  assert.ok(sources.length > 250, `only ${sources.length} files seen`);
  assert.ok(product.reduce((sum, { imports }) => sum + imports.length, 0) > 600, 'imports were not recognised');
});

test('packages are pure: no Node.js, no DOM, no clock, no randomness, nothing from above', () => {
  const looked = product.filter(({ file }) => file.startsWith('packages/'));
  assert.ok(looked.length > 40, `only ${looked.length} package files`);
  const faults = looked.flatMap(({ file, text, imports }) => [
    ...imports
      .filter(
        (name) => name.startsWith('node:') || name.startsWith('app/') || (!name.startsWith('packages/') && !name.startsWith('@nguon/')),
      )
      .map((name) => `${file} imports ${name}`),
    ...(/\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.(?:env|exit|hrtime)|\bdocument\.(?:body|cookie|querySelector|getElementById|createElement)|\bglobalThis\./.test(
      text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
    )
      ? [`${file} reaches for a clock, randomness, process or DOM`]
      : []),
  ]);
  assert.deepEqual(faults, []);
});

test('package order: gs1 and vn and nothing beneath; epcis on gs1; trace on both', () => {
  const allowed: Record<string, string[]> = { gs1: [], vn: [], epcis: ['gs1'], trace: ['gs1', 'epcis'] };
  const faults = product
    .filter(({ file }) => file.startsWith('packages/'))
    .flatMap(({ file, imports }) => {
      const own = file.split('/')[1]!;
      return imports
        .filter((name) => name.startsWith('@nguon/') && !allowed[own]!.includes(name.slice(7)))
        .map((name) => `${file} imports ${name}`);
    });
  assert.deepEqual(faults, []);
});

test('SQL stands only in stores, the database file, the job file and migrations', () => {
  const looked = product.filter(
    ({ file }) =>
      file.startsWith('app/') &&
      !isStore(file) &&
      !file.startsWith('app/ui/words/') &&
      !['app/db.ts', 'app/jobs.ts', 'app/db-types.ts'].includes(file),
  );
  const statement = /[`'"]\s*(?:select|insert into|update|delete from|with)\s+[a-z_"(*$]|\bsqlBuilder\b/i;
  assert.ok(looked.length > 80);
  assert.deepEqual(
    looked.filter(({ text }) => statement.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''))).map(({ file }) => file),
    [],
  );
});

test('every table has one writing capability', () => {
  const page = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
  const section = page.slice(page.indexOf('## Who writes which table'));
  const owners = new Map<string, string>();
  for (const [, owner, tables] of section.matchAll(/^\| ([a-z]+) \| ([a-z_, ]+) \|$/gm))
    for (const table of tables!.split(', ')) owners.set(table, owner!);
  assert.ok(owners.size > 20, 'the table of who writes what was not found');
  const writes = product
    .filter(({ file }) => file.startsWith('app/') && isStore(file))
    .flatMap(({ file, text }) =>
      [
        ...text
          .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
          .matchAll(/\b(?:insert into|(?<!for )update|delete from)\s+([a-z_]+)|\b(?:insertInto|updateTable|deleteFrom)\('([a-z_]+)/g),
      ].map((match) => ({ file, table: match[1] ?? match[2]! })),
    )
    .filter(({ table }) => !['set', 'of'].includes(table));
  assert.ok(writes.length > 25, `only ${writes.length} writing statements seen`);
  assert.deepEqual(
    writes.filter(({ file, table }) => owners.get(table) !== capabilityOf(file)).map(({ file, table }) => `${file} writes ${table}`),
    [],
  );
});

test('arrows point down: store ← verb ← http ← routes ← start; pages know no store', () => {
  const kindOf = (file: string): string =>
    file === 'app/main.ts' || file === 'app/start-nguon.ts'
      ? 'start'
      : file === 'app/routes.ts'
        ? 'routes'
        : /\/http\.ts$|-http\.ts$/.test(file)
          ? 'http'
          : isStore(file)
            ? 'store'
            : file.endsWith('-page.tsx')
              ? 'page'
              : 'verb';
  const faults = product
    .filter(({ file }) => file.startsWith('app/') && capabilityOf(file) !== undefined)
    .flatMap(({ file, uses }) =>
      uses
        .filter((name) => name.startsWith('app/'))
        .flatMap((name) => {
          const from = kindOf(file);
          const to = kindOf(name);
          if (from === 'page' && to === 'store') return [`${file} (page) imports ${name}`];
          if (from === 'store' && (to === 'http' || to === 'page')) return [`${file} (store) imports ${name}`];
          if (from === 'verb' && to === 'http' && name !== 'app/http.ts') return [`${file} (verb) imports ${name}`];
          if (to === 'start' || to === 'routes') return [`${file} imports ${name}`];
          return [];
        }),
    );
  assert.deepEqual(faults, []);
});

test('a capability calls another by its verbs only', () => {
  const faults = product
    .filter(({ file }) => capabilityOf(file) !== undefined)
    .flatMap(({ file, uses }) =>
      uses
        .filter((name) => capabilityOf(name) !== undefined && capabilityOf(name) !== capabilityOf(file) && capabilityOf(name) !== 'ui')
        .filter((name) => isStore(name) || /http\.ts$|-page\.tsx$/.test(name))
        .map((name) => `${file} imports ${name}`),
    );
  assert.deepEqual(faults, []);
});

test('no circles among imports, nor among imports of types', () => {
  // Of the tests only what they run counts.
  const graph = new Map(
    sources.map(({ file, imports, uses }) => [file, (file.startsWith('test/') ? uses : imports).filter((name) => /\.tsx?$/.test(name))]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') return void circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  assert.deepEqual(circles, []);
});

test('connections of readers are handed out by db.ts alone, set to a reader', () => {
  const looked = product.filter(({ file }) => /^(app|cli|demo)\//.test(file));
  assert.ok(looked.length > 250);
  assert.deepEqual(
    looked.filter(({ file, text }) => file !== 'app/db.ts' && /\.replica\b/.test(text)).map(({ file }) => file),
    [],
  );
});

test('texts from outside are composed in time that grows with their length', () => {
  // Bare normalize() takes the square of a run of marks. What is left has a bound of its own, or reads what operators write.
  const bounded = ['app/access/sign-in/password.ts', 'app/scan/counts/address-ranges.ts', 'cli/find-person.ts'];
  const looked = product.filter(({ file }) => /^(app|cli)\//.test(file) && !file.startsWith('app/islands/'));
  assert.ok(looked.filter(({ text }) => text.includes('composeText(')).length > 10, 'composeText was not recognised');
  assert.deepEqual(
    looked.filter(({ text }) => /\.normalize\('NF/.test(text)).map(({ file }) => file),
    bounded,
  );
});

test('only config.ts reads the environment', () => {
  const looked = product.filter(({ file }) => /^(app|cli|demo)\//.test(file));
  assert.deepEqual(
    looked.filter(({ file, text }) => file !== 'app/config.ts' && /process\.env\b/.test(text)).map(({ file }) => file),
    [],
  );
});

test('what pages and comments name is there: files, functions, folders of the map', () => {
  const pages = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md']
    .concat(readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('docs', name)))
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
  const files = [...pages, ...sources].flatMap(({ file, text }) =>
    [...text.matchAll(/(?<![\w./-])(?:app|packages|cli|demo|bench|docs|test|scripts|db)\/[\w./-]+\.(?:tsx?|mjs|md|sql)\b/g)].map(
      ([name]) => ({ file, name }),
    ),
  );
  assert.ok(files.length > 30, `only ${files.length} files named`);
  assert.deepEqual(
    files.filter(({ name }) => !existsSync(path.join(root, name))).map(({ file, name }) => `${file} names ${name}`),
    [],
  );
  const map = pages[0]!.text;
  const steps = [...map.matchAll(/`([\w/-]+\.tsx?)`/g)].map(([, name]) => name!);
  assert.ok(steps.length > 30, `only ${steps.length} files on the walks`);
  assert.deepEqual(
    steps.filter((name) => !sources.some(({ file }) => file === name || file.endsWith(`/${name}`))),
    [],
  );
  const functions = [...map.matchAll(/`([a-z]\w+)\(/g)].map(([, name]) => name!);
  assert.ok(functions.length > 2, `only ${functions.length} functions named`);
  assert.deepEqual(
    functions.filter((name) => !sources.some(({ text }) => new RegExp(`^export (?:async )?(?:function|const) ${name}\\b`, 'm').test(text))),
    [],
  );
  const folders = ['app', 'packages'].flatMap((above) =>
    readdirSync(path.join(root, above), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${above}/${entry.name}`),
  );
  assert.deepEqual(
    folders.filter((folder) => !map.includes(`\`${folder}\``)),
    [],
  );
});

test('every file opens with a sentence that says what it is for', () => {
  assert.deepEqual(
    sources.filter(({ text }) => !/^(?:#!.*\n)?\/\/ \S.{10,}\./.test(text)).map(({ file }) => file),
    [],
  );
});

test('files stay small: median ≤ 80 lines, 95 % ≤ 250, none over 400 save data', () => {
  const sizes = product
    .filter(({ file }) => !isData(file))
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  const at = (share: number): number => sizes[Math.floor((sizes.length - 1) * share)]!;
  assert.ok(at(0.5) <= 80, `median ${at(0.5)}`);
  assert.ok(at(0.95) <= 250, `95 % at ${at(0.95)}`);
  assert.deepEqual(
    sources.filter(({ file, lines }) => lines > 400 && !isData(file)).map(({ file, lines }) => `${file}: ${lines}`),
    [],
  );
});

test('no folders where files go that nobody can guess, no types given up', () => {
  assert.deepEqual(
    sources.filter(({ file }) => /(^|\/)(utils?|helpers?|common|services|lib|misc)\//.test(file)).map(({ file }) => file),
    [],
  );
  const givenUp = new RegExp(
    ['@ts-', 'ignore|@ts-', 'nocheck|\\bas ', 'any\\b|: ', 'any\\b|oxlint-', 'disable|eslint-', 'disable'].join(''),
  );
  assert.deepEqual(
    sources.filter(({ text }) => givenUp.test(text)).map(({ file }) => file),
    [],
  );
});
