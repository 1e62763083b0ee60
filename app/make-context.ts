// Builds the program's one context from the configuration and an open database.
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createGroupCommit } from './capture/group-commit.ts';
import { createSequenceAllocator } from './capture/partitions.ts';
import { ReadingDesk } from './capture/reading-desk.ts';
import { ProfileBook } from './profile/profile-book.ts';
import { CompanyPrefixes, readPrefixFile } from './company-prefixes.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import type { Database } from './db.ts';
import { listPrefixesInForce } from './party/prefix-store.ts';

export function makeContext(config: Config, database: Database): Context {
  const allocator = createSequenceAllocator();
  return {
    config,
    database,
    log: pino({ level: config.logLevel }),
    metrics: new Registry(),
    companyPrefixes: new CompanyPrefixes(readPrefixFile(config.companyPrefixFile), () => listPrefixesInForce(database.system)),
    capture: {
      allocator,
      groupCommit: createGroupCommit(database, allocator),
      profiles: new ProfileBook(database),
      reading: new ReadingDesk(config.rootDir),
    },
    now: () => new Date(),
    newId: randomUUID,
  };
}
