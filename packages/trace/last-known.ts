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
 * The latest sighting of each asked thing: its own latest, what its present containers saw after it went in, and the
 * event that took it out of the last one. `ownSighting` gives a thing's own latest, `sightingOf` that of an event.
 */
export function findLastKnown<Seen extends Sighting>(
  things: readonly string[],
  steps: readonly Step[],
  ownSighting: (thing: string) => Seen | undefined,
  sightingOf: (seq: string) => Seen | undefined,
): Map<string, Seen> {
  const staysOf = new Map<string, Stay[]>();
  for (const step of steps) {
    if (step.kind !== 'stay') continue;
    const held = staysOf.get(step.child);
    if (held === undefined) staysOf.set(step.child, [step.stay]);
    else held.push(step.stay);
  }
  const known = new Map<string, Seen | undefined>();
  const look = (thing: string): Seen | undefined => {
    if (known.has(thing)) return known.get(thing);
    // Goods that are (wrongly) inside themselves end here.
    known.set(thing, undefined);
    let latest = ownSighting(thing);
    for (const stay of staysOf.get(thing) ?? []) {
      const seen = stay.until === undefined ? look(stay.parent) : sightingOf(stay.until.seq);
      if (seen !== undefined && compareMoments(seen.time_ms, seen.seq, stay.from.time_ms, stay.from.seq) >= 0 && isLater(seen, latest)) latest = seen;
    }
    known.set(thing, latest);
    return latest;
  };
  const found = new Map<string, Seen>();
  for (const thing of things) {
    const seen = look(thing);
    if (seen !== undefined) found.set(thing, seen);
  }
  return found;
}

function isLater(a: Moment, b: Moment | undefined): boolean {
  return b === undefined || compareMoments(a.time_ms, a.seq, b.time_ms, b.seq) > 0;
}
