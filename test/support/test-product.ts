// The product as tests see it: real routes, real database, no network; requests go through `inject`.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { NATIONAL_PORTAL } from '@nguon/gs1';
import type { FastifyInstance } from 'fastify';
import { makeEventPartitions } from '../../app/capture/partitions.ts';
import { findRootDir } from '../../app/config.ts';
import type { Config } from '../../app/config.ts';
import type { Context } from '../../app/context.ts';
import { buildServer } from '../../app/http.ts';
import { makeContext } from '../../app/make-context.ts';
import { routes } from '../../app/routes.ts';
import { openTestDatabase } from './test-database.ts';

export interface TestProduct {
  readonly context: Context;
  readonly app: FastifyInstance;
  /** The product's clock: tests move it. */
  clock: Date;
}

export function testConfig(changes: Partial<Config> = {}): Config {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-data-'));
  return {
    rootDir: findRootDir(),
    dataDir: folder,
    port: 0,
    host: '127.0.0.1',
    metricsPort: 0,
    metricsHost: '127.0.0.1',
    metricsPortGiven: false,
    databaseUrl: undefined,
    databaseReadUrl: undefined,
    origin: undefined,
    secret: 'test-secret-of-at-least-32-characters',
    demo: false,
    production: false,
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    trustProxy: '',
    captureEventsMax: 2_000,
    captureBytesMax: 8_388_608,
    captureLargeBytesMax: 268_435_456,
    addressRangesFile: undefined,
    companyPrefixFile: undefined,
    nationalPortal: NATIONAL_PORTAL,
    webhookHosts: [],
    province: { code: '80', name: 'Tây Ninh', nameEn: 'Tay Ninh' },
    ...changes,
  };
}

export async function startTestProduct(changes: Partial<Config> = {}): Promise<TestProduct> {
  const database = await openTestDatabase();
  const product = { clock: new Date('2026-11-22T03:00:00Z') } as { clock: Date; context: Context; app: FastifyInstance };
  product.context = { ...makeContext(testConfig(changes), database), now: () => product.clock };
  await makeEventPartitions(database.system, new Date());
  product.app = await buildServer(product.context, routes);
  after(() => product.app.close());
  return product;
}
