// Where traced things are now, as far as anyone knows: from their own observations and those of their containers.
import { compareMoments } from './fact.ts';
import type { Moment, Stay } from './containment.ts';

/** An event that saw a thing somewhere. */
export interface Sighting extends Moment {
  /** Index key of the place; undefined = the event names none, or the reader may not know it. */
  readonly place: string | undefined;
}

/** What `findLastKnown` needs of a node of a walk. */
export interface SightedNode {
  readonly thing: string;
  readonly stays: readonly { readonly stay: Stay }[];
}

/**
 * Tells the latest sighting of a thing: its own latest, what its present container saw after it went in, or the event
 * that took it out of the last one. `ownSighting` gives a thing's own latest, `sightingOf` that of an event.
 */
export function findLastKnown<Node extends SightedNode, Seen extends Sighting>(
  nodes: readonly Node[],
  ownSighting: (node: Node) => Seen | undefined,
  sightingOf: (seq: string) => Seen | undefined,
): (node: Node) => Seen | undefined {
  const containers = new Map<string, Node | undefined>();
  for (const { stays } of nodes) for (const { stay } of stays) if (stay.until === undefined) containers.set(stay.parent, undefined);
  for (const node of nodes) if (containers.has(node.thing)) containers.set(node.thing, node);
  const known = new Map<string, Seen | undefined>();
  const lookInside = (parent: string): Seen | undefined => {
    if (known.has(parent)) return known.get(parent);
    // Goods that are (wrongly) inside themselves end here.
    known.set(parent, undefined);
    const node = containers.get(parent);
    const seen = node === undefined ? undefined : look(node);
    known.set(parent, seen);
    return seen;
  };
  const look = (node: Node): Seen | undefined => {
    let latest = ownSighting(node);
    for (const { stay } of node.stays) {
      const seen = stay.until === undefined ? lookInside(stay.parent) : sightingOf(stay.until.seq);
      if (seen !== undefined && compareMoments(seen.time_ms, seen.seq, stay.from.time_ms, stay.from.seq) >= 0 && isLater(seen, latest))
        latest = seen;
    }
    return latest;
  };
  return look;
}

function isLater(a: Moment, b: Moment | undefined): boolean {
  return b === undefined || compareMoments(a.time_ms, a.seq, b.time_ms, b.seq) > 0;
}
