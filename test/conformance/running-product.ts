// The product that a conformance set talks to over HTTP: one that runs already, or one started on a folder of its own.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApiKey } from '../../app/access/api-keys/create-api-key.ts';
import { key_random_bytes } from '../../app/access/api-keys/api-key.ts';
import { readConfig } from '../../app/config.ts';
import { approveOrganisation } from '../../app/party/approve-organisation.ts';
import { registerOrganisation } from '../../app/party/register-organisation.ts';
import { startNguon } from '../../app/start-nguon.ts';
import type { Running } from '../../app/start-nguon.ts';
import type { RunOptions } from './run-options.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | null;
}

export interface RunningProduct {
  request(method: 'GET' | 'POST' | 'DELETE', address: string, headers?: Readonly<Record<string, string>>, body?: string): Promise<Answer>;
  stop(): Promise<void>;
}

const answer_wait_ms = 60_000;

/** `settings`: environment of a product that is started for the set. */
export async function openProduct(running: RunOptions['running'], settings: NodeJS.ProcessEnv = {}): Promise<RunningProduct> {
  if (running !== undefined) return talkTo(running.url, running.key, () => Promise.resolve());
  const own = await startOwnProduct(settings);
  return talkTo(own.product.address, own.key, own.stop);
}

export interface OwnProduct {
  readonly product: Running;
  /** The organisation `conformance-…` and its key with the scopes capture and query. */
  readonly organisationId: number;
  readonly key: string;
  stop(): Promise<void>;
}

/** Starts the product on a folder that goes with it; `settings` are environment variables beside those of every set. */
export async function startOwnProduct(settings: NodeJS.ProcessEnv = {}): Promise<OwnProduct> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-conformance-'));
  const config = readConfig({
    DATA_DIR: folder,
    PORT: '0',
    HOST: '127.0.0.1',
    NGUON_DEMO: '0',
    LOG_LEVEL: 'error',
    ...databaseOf(process.env),
    ...settings,
  });
  const product = await startNguon(config, () => undefined);
  const { system } = product.context.database;
  const by = { at: new Date(), actor: 'cli' };
  const organisation = await registerOrganisation(
    system,
    { legalKind: 'enterprise', name: 'Conformance', slug: `conformance-${randomUUID().slice(0, 8)}` },
    by,
  );
  await approveOrganisation(system, organisation.id, by);
  const { key } = await createApiKey(
    system,
    { orgId: organisation.id, name: 'conformance', scopes: ['capture', 'query'] },
    { id: randomUUID(), ...by, random: randomBytes(key_random_bytes) },
  );
  return {
    product,
    organisationId: organisation.id,
    key,
    async stop() {
      await product.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of one's own may be named, as for `npm start`. */
function databaseOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env['DATABASE_URL'] === undefined ? {} : { DATABASE_URL: env['DATABASE_URL'] };
}

/** An empty `authorization` stands for none: as anybody. */
function withKey(key: string, { authorization = `Bearer ${key}`, ...others }: Readonly<Record<string, string>>): Record<string, string> {
  return authorization === '' ? others : { authorization, ...others };
}

function talkTo(url: string, key: string, stop: () => Promise<void>): RunningProduct {
  return {
    async request(method, address, headers = {}, body) {
      const response = await fetch(new URL(address, url), {
        method,
        headers: withKey(key, headers),
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(answer_wait_ms),
      });
      return { status: response.status, text: await response.text(), header: (name) => response.headers.get(name) };
    },
    stop,
  };
}
