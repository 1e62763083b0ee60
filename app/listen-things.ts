// Hears from PostgreSQL which things changed and drops the answers that rest on them; while it cannot hear, the caches are off.
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { listenForThings, pingListener } from './listener-store.ts';
import type { CachedAnswer, ThingCache } from './thing-cache.ts';

/** A silent connection (half-open after a network fault) is noticed within two of these. */
const heartbeat_ms = 1_000;
const retry_ms = 1_000;
/** Where answers are read from a replica, it may be this far behind the news of a change. */
const replica_lag_ms = 5_000;

export function readingLag_ms(config: Config): number {
  return config.databaseReadUrl === undefined ? 0 : replica_lag_ms;
}

export interface ThingListener {
  stop(): Promise<void>;
}

/**
 * Resolves once it listens, or once the first try has failed; from then on it keeps itself connected.
 * @param onNews called at each notice: something was committed, in whatever process.
 */
export async function listenToThings(
  pool: Pool,
  caches: readonly ThingCache<CachedAnswer>[],
  log: Logger,
  now: () => Date,
  onNews: () => void = () => undefined,
): Promise<ThingListener> {
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const lose = (error: unknown): void => {
    if (client === undefined) return;
    const lost = client;
    client = undefined;
    for (const cache of caches) cache.turnOff(now().getTime());
    lost.removeAllListeners('notification');
    lost.release(true);
    if (stopped) return;
    log.warn({ err: error }, 'nothing is cached: the listener is lost');
    timer = setTimeout(() => void connect(), retry_ms).unref();
  };

  const beat = (): void => {
    const current = client;
    if (current === undefined) return;
    const late = setTimeout(() => lose(new Error('no heartbeat')), heartbeat_ms).unref();
    pingListener(current).then(
      () => {
        clearTimeout(late);
        if (client === current && !stopped) timer = setTimeout(beat, heartbeat_ms).unref();
      },
      (error: unknown) => {
        clearTimeout(late);
        if (client === current) lose(error);
      },
    );
  };

  const connect = async (): Promise<void> => {
    try {
      const made = await pool.connect();
      client = made;
      made.on('error', lose);
      made.on('notification', (message) => {
        if (client !== made) return;
        for (const cache of caches) cache.drop(message.payload ?? '*', now().getTime());
        onNews();
      });
      await listenForThings(made);
      if (client !== made) return;
      for (const cache of caches) cache.turnOn(now().getTime());
      beat();
    } catch (error) {
      if (client !== undefined) lose(error);
      else if (!stopped) timer = setTimeout(() => void connect(), retry_ms).unref();
    }
  };

  await connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      lose(undefined);
    },
  };
}
