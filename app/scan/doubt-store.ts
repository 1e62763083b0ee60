// All SQL of doubts.
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';
import type { TicketState } from './report-doubt.ts';

export interface NewDoubt {
  readonly ticket: string;
  readonly thing: string;
  readonly code_as_given: string;
  readonly reason: string;
  readonly details: string;
  readonly contact: string | null;
  readonly photo: string | null;
  readonly created_at: Date;
}

export async function insertDoubt(db: Db, doubt: NewDoubt): Promise<void> {
  await run(db, sqlBuilder.insertInto('doubts').values(doubt));
}

export async function findTicket(db: Db, ticket: string): Promise<TicketState | undefined> {
  return runOne(
    db,
    sqlBuilder.selectFrom('doubts').select(['ticket', 'thing', 'created_at', 'answered_at', 'answer']).where('ticket', '=', ticket),
  );
}
