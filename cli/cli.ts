// `npm run -s nguon -- <command>`: the table of commands. A new command is one file here and one line in the table.
import type { Command } from './command.ts';
import { keyCreate } from './key-create.ts';
import { keyList } from './key-list.ts';
import { keyRevoke } from './key-revoke.ts';
import { runCommandLine } from './run-command-line.ts';

const commands: readonly Command[] = [keyCreate, keyList, keyRevoke];

process.exitCode = await runCommandLine(commands, process.argv.slice(2), {
  print: (line) => void process.stdout.write(line + '\n'),
  note: (line) => void process.stderr.write(line + '\n'),
});
