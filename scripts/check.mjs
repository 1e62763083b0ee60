// `npm run check`: types, lint, format, SQL of migrations, architecture. Stops at the first that fails.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const bin = path.join(root, 'node_modules', '.bin');
// Rules of taste that this schema does not follow: numbers are as wide as they need to be, one transaction a file.
const taste = 'prefer-robust-stmts,prefer-bigint-over-int,prefer-bigint-over-smallint,require-statement-timeout,require-lock-timeout';
// What the first release brings meets empty tables and no older release: rules about locking guard what comes after it.
const first =
  'require-concurrent-index-creation,require-concurrent-index-deletion,constraint-missing-not-valid,adding-not-nullable-field,adding-serial-primary-key-field';
const first_release_last = 14;
const migrations = readdirSync(path.join(root, 'db/migrations'))
  .filter((name) => name.endsWith('.sql'))
  .sort();
const isFirst = (name) => Number(name.slice(0, 4)) <= first_release_last;
const squawk = (names, rules) => ['--exclude', rules, ...names.map((name) => `db/migrations/${name}`)];
const later = migrations.filter((name) => !isFirst(name));

/** @type {[name: string, command: string, args: string[]][]} */
const steps = [
  ['types', 'tsc', ['-b', '--pretty', 'false']],
  ['lint', 'oxlint', ['--quiet', '--type-aware', 'app', 'packages', 'cli', 'demo', 'bench', 'test', 'scripts']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['migrations', 'squawk', squawk(migrations.filter(isFirst), `${taste},${first}`)],
  ['architecture', process.execPath, ['scripts/test.mjs', 'test/architecture']],
];
if (later.length > 0) steps.push(['later migrations', 'squawk', squawk(later, taste)]);
for (const [name, command, args] of steps) {
  process.stdout.write(`check: ${name}\n`);
  const { status } = spawnSync(command === process.execPath ? command : path.join(bin, command), args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`check: ${name} failed`);
    process.exit(1);
  }
}
