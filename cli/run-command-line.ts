// Runs one command line: finds the command, reads its options, tells people and scripts how it went.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readConfig } from '../app/config.ts';
import type { Config } from '../app/config.ts';
import { AppError } from '../app/errors.ts';
import { UsageError, describeCommand, optionsForParser } from './command.ts';
import type { Command, CommandCall, ExitCode } from './command.ts';
import { openCommandDatabase } from './open-command-database.ts';
import type { CommandDatabase } from './open-command-database.ts';
import { OutputClosed, output_closed_status } from './terminal.ts';
import type { Terminal } from './terminal.ts';

export async function runCommandLine(
  commands: readonly Command[],
  words: readonly string[],
  terminal: Terminal,
  config: () => Config = readConfig,
): Promise<ExitCode> {
  const command = findCommand(commands, words);
  if (command === undefined) {
    const asked = words[0] === undefined || words[0] === '--help' || words[0] === '-h' || words[0] === 'help';
    const group = commands.filter(({ name }) => name.startsWith(`${words[0] ?? ''} `));
    if (group.length > 0 && (words[1] === undefined || words[1] === '--help' || words[1] === '-h')) {
      (words[1] === undefined ? terminal.note : terminal.print)(describeAll(group));
      return words[1] === undefined ? 2 : 0;
    }
    if (!asked) terminal.note(`Không có lệnh này / no such command: ${words.join(' ')}\n`);
    (asked ? terminal.print : terminal.note)(describeAll(group.length > 0 ? group : commands));
    return asked && words[0] !== undefined ? 0 : 2;
  }
  let opened: CommandDatabase | undefined;
  try {
    const { values, positionals } = readWords(command, words.slice(command.name.split(' ').length));
    if (values['help'] === true) {
      terminal.print(describeCommand(command));
      return 0;
    }
    requireOptions(command, values, positionals);
    const settings = config();
    const call = makeCall(
      values,
      positionals,
      settings,
      terminal,
      async () => (opened ??= await openCommandDatabase(settings, terminal.note)),
    );
    return await command.run(call);
  } catch (error) {
    return tell(error, command, terminal);
  } finally {
    await opened?.close();
  }
}

/** Two words before one, so that `key create` is found before a command `key`. */
function findCommand(commands: readonly Command[], words: readonly string[]): Command | undefined {
  return [words.slice(0, 2).join(' '), words[0]]
    .map((name) => commands.find((command) => command.name === name))
    .find((found) => found !== undefined);
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function readWords(command: Command, words: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...words], options: optionsForParser(command), allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function requireOptions(command: Command, values: Values, positionals: readonly string[]): void {
  const wanted = command.positionals?.length ?? 0;
  if (positionals.length !== wanted)
    throw new UsageError(wanted === 0 ? `Unexpected word: ${positionals[0]}` : `Expected: ${command.positionals?.join(' ')}`);
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required === true && values[name] === undefined) throw new UsageError(`Missing --${name}`);
  }
}

function makeCall(
  values: Values,
  positionals: readonly string[],
  config: Config,
  terminal: Terminal,
  open: () => Promise<CommandDatabase>,
): CommandCall {
  const texts = (name: string): readonly string[] => [values[name] ?? []].flat().map(String);
  return {
    text: (name) => texts(name)[0],
    texts,
    flag: (name) => values[name] === true,
    positionals,
    json: values['json'] === true,
    config,
    openDatabase: async () => (await open()).database,
    now: () => new Date(),
    newId: randomUUID,
    print: terminal.print,
    note: terminal.note,
  };
}

/** People read why; the rest (a fault of ours, a database that is away) keeps its own message. */
function tell(error: unknown, command: Command, terminal: Terminal): ExitCode {
  if (error instanceof OutputClosed) return output_closed_status;
  if (error instanceof UsageError) {
    terminal.note(`${error.message}\n\n${describeCommand(command)}`);
    return 2;
  }
  if (error instanceof AppError) {
    terminal.note([error.details.vi ?? error.code, error.details.en].filter(Boolean).join('\n'));
    for (const fault of error.details.faults ?? []) terminal.note(`- ${fault.path}: ${fault.vi} / ${fault.en}`);
    return 1;
  }
  if ((error as { code?: string }).code === '42P01')
    terminal.note('Cơ sở dữ liệu chưa được tạo bảng. Chạy: npm run -s nguon -- migrate / the database has no tables yet: run migrate.');
  else if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall === 'open')
    terminal.note(`Không có tệp / there is no file: ${(error as NodeJS.ErrnoException).path}`);
  else terminal.note(error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error));
  return 1;
}

function describeAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'Nguồn — dòng lệnh quản trị / command line',
    '',
    '  npm run -s nguon -- <command> [options]     (--help after a command tells its options)',
    '',
    ...[...commands].sort((a, b) => a.name.localeCompare(b.name)).map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
  ].join('\n');
}
