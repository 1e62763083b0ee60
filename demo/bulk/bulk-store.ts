// SQL of loading in bulk: commits whose log is flushed later, the flush at the end, fresh statistics.
import type { Db } from '../../app/db.ts';

/** For this transaction: its commit does not wait for the log. Only for data that can be loaded again. */
export async function deferLogFlush(db: Db): Promise<void> {
  await db.query({ text: 'set local synchronous_commit = off' });
}

/** Waits until everything committed so far is on disk: a commit that wrote flushes the log up to its own place. */
export async function flushLog(db: Db): Promise<void> {
  await db.query({ text: `begin; set local synchronous_commit = on; select pg_logical_emit_message(true, 'nguon', 'flush'); commit` });
}

/** The planner's figures for the tables of events, which have grown by a lot. */
export async function refreshStatistics(db: Db): Promise<void> {
  await db.query({ text: 'analyze events, event_ids, event_things, event_terms, edges, thing_states' });
}
