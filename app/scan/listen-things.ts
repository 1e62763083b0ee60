// Hears from PostgreSQL which things changed and drops their pages; while it cannot hear, the cache is off.
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { PageCache } from './page-cache.ts';
import { listenForThings, pingListener } from './store.ts';

/** A silent connection (half-open after a network fault) is noticed within two of these. */
const heartbeat_ms = 1_000;
const retry_ms = 1_000;

export interface ThingListener {
  stop(): Promise<void>;
}

/** Resolves once it listens, or once the first try has failed; from then on it keeps itself connected. */
export async function listenToThings(pool: Pool, cache: PageCache, log: Logger, now: () => Date): Promise<ThingListener> {
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const lose = (error: unknown): void => {
    if (client === undefined) return;
    const lost = client;
    client = undefined;
    cache.turnOff(now().getTime());
    lost.removeAllListeners('notification');
    lost.release(true);
    if (stopped) return;
    log.warn({ err: error }, 'scan pages are not cached: the listener is lost');
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
        if (client === made) cache.drop(message.payload ?? '*', now().getTime());
      });
      await listenForThings(made);
      if (client !== made) return;
      cache.turnOn(now().getTime());
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
