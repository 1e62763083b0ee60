// Runs a walk over the database: one statement a level until nothing is left or a limit is reached.
import { addFacts, factsLeft, finishWalk, nextFrontier, startWalk } from '@nguon/trace';
import type { Direction, WalkLimits, WalkResult } from '@nguon/trace';
import type { Db } from '../db.ts';
import { listFacts, listLotFacts, listPlaceEvents } from './store.ts';

export interface WalkedChain {
  readonly result: WalkResult;
  /** For each node in order, the number of the event that gave it its latest place. */
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
  const placeSeqs: (string | undefined)[] = [];
  const reading: Promise<void>[] = [];
  let placed = 0;
  const readPlaces = async (own: readonly string[]): Promise<void> => {
    const met = state.met.slice(placed).map(({ name }) => name);
    const names = met.length === own.length && met.every((name, index) => name === own[index]) ? own : met;
    placed = state.met.length;
    const level = listPlaceEvents(db, names).then((events) => {
      for (const { seq, things } of events)
        for (const name of things) {
          const index = state.things.get(name)?.index;
          if (index !== undefined) placeSeqs[index] = seq;
        }
    });
    // Awaited below; a failure before that must not end the process.
    level.catch(() => undefined);
    reading.push(level);
    if (!isPool) await level;
  };
  for (;;) {
    const frontier = nextFrontier(state);
    if (frontier.own.length + frontier.content.length + frontier.items.length + frontier.lot.length === 0) break;
    await readPlaces(frontier.own);
    // One more than fits, so that the walk knows that something was left out.
    const limit = factsLeft(state) + 1;
    const lots = listLotFacts(db, frontier, limit);
    lots.catch(() => undefined);
    if (!isPool) await lots;
    const facts = await listFacts(db, direction, frontier, limit);
    addFacts(state, facts.concat(await lots));
    if (state.factsLeftOut) break;
  }
  await readPlaces([]);
  await Promise.all(reading);
  return { result: finishWalk(state), placeSeqs };
}
