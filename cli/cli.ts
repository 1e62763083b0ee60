// `npm run -s nguon -- <command>`: the table of commands. A new command is one file here and one line in the table.
import { budget } from './budget.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { keyCreate } from './key-create.ts';
import { keyList } from './key-list.ts';
import { keyRevoke } from './key-revoke.ts';
import { load } from './load.ts';
import { migrateCommand } from './migrate.ts';
import { orgCreate } from './org-create.ts';
import { orgList } from './org-list.ts';
import { runCommandLine } from './run-command-line.ts';
import { unitImport } from './unit-import.ts';
import { userCreate } from './user-create.ts';

const commands: readonly Command[] = [
  keyCreate,
  keyList,
  keyRevoke,
  userCreate,
  orgCreate,
  orgList,
  unitImport,
  migrateCommand,
  load,
  budget,
  doctor,
];

process.exitCode = await runCommandLine(commands, process.argv.slice(2), {
  print: (line) => void process.stdout.write(line + '\n'),
  note: (line) => void process.stderr.write(line + '\n'),
});
