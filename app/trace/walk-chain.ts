// Runs a walk over the database: one statement a level until nothing is left or a limit is reached.
import { addFacts, factsLeft, finishWalk, nextFrontier, startWalk } from '@nguon/trace';
import type { Direction, WalkLimits, WalkResult } from '@nguon/trace';
import type { Db } from '../db.ts';
import { listFacts } from './store.ts';

export async function walkChain(db: Db, thing: string, direction: Direction, limits: Partial<WalkLimits>): Promise<WalkResult> {
  const state = startWalk(thing, direction, limits);
  for (;;) {
    const frontier = nextFrontier(state);
    if (frontier.own.length + frontier.content.length + frontier.lot.length === 0) break;
    // One more than fits, so that the walk knows that something was left out.
    addFacts(state, await listFacts(db, direction, frontier, factsLeft(state) + 1));
    if (state.factsLeftOut) break;
  }
  return finishWalk(state);
}
