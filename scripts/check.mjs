// `npm run check`: types, lint, format, SQL of migrations, architecture. Stops at the first that fails.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const bin = path.join(root, 'node_modules', '.bin');
const migrations = readdirSync(path.join(root, 'db/migrations'))
  .filter((name) => name.endsWith('.sql'))
  .map((name) => `db/migrations/${name}`);

const steps = [
  ['types', 'tsc', ['-b', '--pretty', 'false']],
  ['lint', 'oxlint', ['--quiet', '--type-aware', 'app', 'packages', 'cli', 'demo', 'bench', 'test', 'scripts']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  // The first release has no rows to lock and no older release to serve: squawk guards what is added after it.
  [
    'migrations',
    'squawk',
    [
      '--exclude',
      'prefer-robust-stmts,require-concurrent-index-creation,prefer-text-field,prefer-bigint-over-int,prefer-identity,adding-not-nullable-field,ban-drop-column,require-timeout-settings,constraint-missing-not-valid,prefer-big-int',
      ...migrations,
    ],
  ],
  ['architecture', process.execPath, ['scripts/test.mjs', 'test/architecture']],
];
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
