// Runs a walk over the database: one statement a level until nothing is left or a limit is reached.
import { addFacts, factsLeft, finishWalk, nextFrontier, startWalk } from '@nguon/trace';
import type { Direction, WalkLimits, WalkResult } from '@nguon/trace';
import type { Db } from '../db.ts';
import { listFacts, listPlaceEvents } from './store.ts';

export interface WalkedChain {
  readonly result: WalkResult;
  /** For each node in order, the event that gave it its latest place. */
  readonly placeSeqs: readonly (string | undefined)[];
}

/**
 * Where the things of a level were last seen is read while the facts of the next level are, when `db` is a pool
 * (`isPool`); one connection takes one statement after the other.
 */
export async function walkChain(
  db: Db,
  isPool: boolean,
  thing: string,
  direction: Direction,
  limits: Partial<WalkLimits>,
): Promise<WalkedChain> {
  const state = startWalk(thing, direction, limits);
  const places: Promise<(string | undefined)[]>[] = [];
  let placed = 0;
  const readPlaces = async (): Promise<void> => {
    const level = listPlaceEvents(
      db,
      state.met.slice(placed).map(({ name }) => name),
    );
    placed = state.met.length;
    // Awaited below; a failure before that must not end the process.
    level.catch(() => undefined);
    places.push(level);
    if (!isPool) await level;
  };
  for (;;) {
    const frontier = nextFrontier(state);
    if (Object.values(frontier).every((things) => things.length === 0)) break;
    await readPlaces();
    // One more than fits, so that the walk knows that something was left out.
    addFacts(state, await listFacts(db, direction, frontier, factsLeft(state) + 1));
    if (state.factsLeftOut) break;
  }
  await readPlaces();
  return { result: finishWalk(state), placeSeqs: (await Promise.all(places)).flat() };
}
