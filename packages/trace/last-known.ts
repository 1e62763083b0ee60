// Where traced things are now, as far as anyone knows: from their own observations and those of their containers.
import { compareMoments } from './fact.ts';
import type { Moment, Stay } from './containment.ts';
import type { Step } from './walk-state.ts';

/** An event that saw a thing somewhere. */
export interface Sighting extends Moment {
  /** Index key of the place; undefined = the event names none, or the reader may not know it. */
  readonly place: string | undefined;
}

/**
 * Tells the latest sighting of a thing: its own latest, what its present container saw after it went in, or the event
 * that took it out of the last one. `ownSighting` gives a thing's own latest, `sightingOf` that of an event.
 */
export function findLastKnown<Seen extends Sighting>(
  steps: readonly Step[],
  ownSighting: (thing: string) => Seen | undefined,
  sightingOf: (seq: string) => Seen | undefined,
): (thing: string) => Seen | undefined {
  const staysOf = new Map<string, Stay[]>();
  for (const step of steps) {
    if (step.kind !== 'stay') continue;
    const held = staysOf.get(step.child);
    if (held === undefined) staysOf.set(step.child, [step.stay]);
    else held.push(step.stay);
  }
  const known = new Map<string, Seen | undefined>();
  const look = (thing: string): Seen | undefined => {
    const stays = staysOf.get(thing);
    if (stays === undefined) return ownSighting(thing);
    if (known.has(thing)) return known.get(thing);
    // Goods that are (wrongly) inside themselves end here.
    known.set(thing, undefined);
    let latest = ownSighting(thing);
    for (const stay of stays) {
      const seen = stay.until === undefined ? look(stay.parent) : sightingOf(stay.until.seq);
      if (seen !== undefined && compareMoments(seen.time_ms, seen.seq, stay.from.time_ms, stay.from.seq) >= 0 && isLater(seen, latest))
        latest = seen;
    }
    known.set(thing, latest);
    return latest;
  };
  return look;
}

function isLater(a: Moment, b: Moment | undefined): boolean {
  return b === undefined || compareMoments(a.time_ms, a.seq, b.time_ms, b.seq) > 0;
}
