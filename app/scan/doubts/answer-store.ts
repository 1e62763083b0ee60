// SQL of answering doubts.
import { runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';

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
