// Tells that a query asks for a business step or disposition that no event of the reader's uses: it would look through everything.
import type { Reader } from '../access/reader.ts';
import { listedResources } from '../capture/listed-values.ts';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import { isAnyValueListed } from './listed-store.ts';
import type { QueryPlan } from './plan-query.ts';
import { hasIndexOfItsOwn } from './store.ts';
import type { Condition } from './store.ts';

/** Words and words of one's own stand under different numbers; a value has one of the two forms. */
const resourcesOf = {
  biz_step: [listedResources.bizSteps, listedResources.cbvBizSteps],
  disposition: [listedResources.dispositions, listedResources.cbvDispositions],
} as const;

/** With more words than this in one condition some are used. */
const words_max = 100;

/**
 * True where no event that exists for the reader can match. Words of events are listed in the transaction that captures them, for
 * whoever may see the event, and neither is ever taken back: what is not listed for the reader stands in no event of his.
 */
export async function asksForUnusedWords(context: Context, reader: Reader, { selection }: QueryPlan): Promise<boolean> {
  if (hasIndexOfItsOwn(selection)) return false;
  for (const condition of selection.conditions) {
    const asked = wordsOf(condition);
    if (asked === undefined) continue;
    const { resources, words } = asked;
    if (!(await asReader(context.database, reader, (db) => isAnyValueListed(db, reader, resources, words)))) return true;
  }
  return false;
}

function wordsOf(condition: Condition): { readonly resources: readonly number[]; readonly words: readonly string[] } | undefined {
  if (condition.kind !== 'in' || (condition.column !== 'biz_step' && condition.column !== 'disposition')) return undefined;
  return condition.values.length > words_max ? undefined : { resources: resourcesOf[condition.column], words: condition.values };
}
