// Stops the product in the ways in which it is stopped in life, and starts it again on the same data.
import { setTimeout as wait } from 'node:timers/promises';
import { findPostmaster } from '../../bench/database-of-product.ts';
import { startProduct } from '../../bench/product-process.ts';
import type { ProductProcess } from '../../bench/product-process.ts';
import { killFamilies } from '../crash/kill-processes.ts';
import type { Target } from './soak-load.ts';

/** A signal to end; the program's sudden death; a power cut, which takes the database too. */
export const stopWays = ['SIGTERM', 'kill -9', 'power cut'] as const;
export type StopWay = (typeof stopWays)[number];

const stop_ms = 60_000;
/** Clients notice a moment later. */
const down_ms = 500;

export function startForSoak(dataDir: string): Promise<ProductProcess> {
  return startProduct({ dataDir, environment: { NGUON_WEBHOOK_HOSTS: '127.0.0.1' } });
}

/** @param kills gets the time of a death that nobody could prepare for. */
export async function restart(
  dataDir: string,
  product: ProductProcess,
  target: Target,
  way: StopWay,
  kills: number[],
): Promise<ProductProcess> {
  target.isUp = false;
  if (way === 'SIGTERM') process.kill(product.pid, 'SIGTERM');
  else {
    kills.push(Date.now());
    if (way === 'kill -9') process.kill(product.pid, 'SIGKILL');
    else await killFamilies([product.pid, await findPostmaster(dataDir)]);
  }
  const ended = await Promise.race([product.ended.then(() => true), wait(stop_ms, false, { ref: false })]);
  if (!ended) throw new Error(`the product did not end within ${stop_ms} ms of ${way}`);
  await wait(down_ms);
  const again = await startForSoak(dataDir);
  target.origin = again.origin;
  target.isUp = true;
  return again;
}
