// Builds the program's one context from the configuration and an open database.
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createGroupCommit } from './capture/group-commit.ts';
import { createSequenceAllocator } from './capture/partitions.ts';
import { readCompanyPrefixes } from './company-prefixes.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import type { Database } from './db.ts';

export function makeContext(config: Config, database: Database): Context {
  const allocator = createSequenceAllocator();
  return {
    config,
    database,
    log: pino({ level: config.logLevel }),
    metrics: new Registry(),
    prefixLength: readCompanyPrefixes(config.companyPrefixFile),
    capture: { allocator, groupCommit: createGroupCommit(database, allocator) },
    now: () => new Date(),
    newId: randomUUID,
  };
}
