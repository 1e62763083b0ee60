// What a command of the command line is, and what it gets to work with.
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../app/config.ts';
import type { Database } from '../app/db.ts';

/** 0 done, 1 refused or found wanting, 2 asked in a way that makes no sense, 141 nobody read the output to its end. */
export type ExitCode = 0 | 1 | 2 | 141;

export interface Option {
  readonly type: 'string' | 'boolean';
  /** Shown in --help after the name, e.g. `<slug>`. */
  readonly value?: string;
  readonly help: string;
  readonly required?: boolean;
  readonly multiple?: boolean;
}

export interface Command {
  /** One or two words as typed, e.g. `key create`. */
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Words after the command, e.g. `<prefix>`; none when absent. */
  readonly positionals?: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  run(call: CommandCall): Promise<ExitCode>;
}

export interface CommandCall {
  /** The value of `--name`; undefined when it was not given. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  readonly positionals: readonly string[];
  /** --json was given: print one JSON value and nothing else. */
  readonly json: boolean;
  readonly config: Config;
  /** Opens the database: of the running server, else launched for the time of the command. Closed by itself at the end. */
  openDatabase(): Promise<Database>;
  now(): Date;
  newId(): string;
  /** A line of the result, on standard output. */
  print(line: string): void;
  /** A remark or progress, on standard error. */
  note(line: string): void;
}

/** The command was typed wrongly: shown with its --help, exit code 2. */
export class UsageError extends Error {}

export function optionsForParser(command: Command): ParseArgsOptionsConfig {
  const common: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } };
  const own = Object.entries(command.options).map(([name, option]) => [name, { type: option.type, multiple: option.multiple ?? false }]);
  return { ...common, ...Object.fromEntries(own) };
}

/** The text of `--help` for one command. */
export function describeCommand(command: Command): string {
  const words = [command.name, ...(command.positionals ?? [])].join(' ');
  const rows = Object.entries(command.options).map(([name, option]): [string, string] => [
    `--${name}${option.value === undefined ? '' : ' ' + option.value}`,
    option.help + (option.required === true ? ' (required)' : ''),
  ]);
  rows.push(['--json', 'print one JSON value'], ['--help', 'this text']);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    command.summary,
    '',
    `  npm run -s nguon -- ${words} [options]`,
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
    'Exit code: 0 done, 1 refused or found wanting, 2 wrong use.',
  ].join('\n');
}
