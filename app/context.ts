// The one value that holds what the program needs from outside: built once in main, passed as an argument.
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { GroupCommit } from './capture/group-commit.ts';
import type { SequenceAllocator } from './capture/partitions.ts';
import type { ReadingDesk } from './capture/reading-desk.ts';
import type { ProfileBook } from './profile/profile-book.ts';
import type { CompanyPrefixes } from './company-prefixes.ts';
import type { Config } from './config.ts';
import type { Database } from './db.ts';

export interface Context {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
  readonly metrics: Registry;
  /** What capture keeps between requests. */
  readonly capture: {
    readonly allocator: SequenceAllocator;
    readonly groupCommit: GroupCommit;
    readonly profiles: ProfileBook;
    readonly reading: ReadingDesk;
  };
  /** Lengths of GS1 company prefixes, for writing EPC URNs. */
  readonly companyPrefixes: CompanyPrefixes;
  now(): Date;
  /** A random UUID. */
  newId(): string;
}
