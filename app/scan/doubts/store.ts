// SQL of doubts: reported, answered, and what the holder of a ticket sees.
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';

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

/** What the holder of a ticket may see: neither the text nor the contact. */
export interface TicketState {
  readonly ticket: string;
  readonly thing: string;
  readonly created_at: Date;
  readonly answered_at: Date | null;
  readonly answer: string | null;
}

export async function findTicket(db: Db, ticket: string): Promise<TicketState | undefined> {
  return runOne(
    db,
    sqlBuilder.selectFrom('doubts').select(['ticket', 'thing', 'created_at', 'answered_at', 'answer']).where('ticket', '=', ticket),
  );
}

/** False when there is no such doubt or it was answered before. */
export async function markDoubtAnswered(db: Db, ticket: string, answer: string, at: Date): Promise<boolean> {
  const changed = await runOne(
    db,
    sqlBuilder
      .updateTable('doubts')
      .set({ answer, answered_at: at })
      .where('ticket', '=', ticket)
      .where('answered_at', 'is', null)
      .returning('id'),
  );
  return changed !== undefined;
}
